import { addNumber, addVersion } from '@patchbay/engine/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { proceduresOf } from '../procedures'
import type { Role } from '../roles'
import { appRouter } from '../router'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'
import { createCallerFactory } from '../trpc'
import { addMarkedCalls, type MarkedPlace, type Marks } from './marked-call.testing'

let house: TestApi
let place: MarkedPlace & { token: string }
let leave: AbortController

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  leave?.abort()
  leave = new AbortController()
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace CASCADE')
  house.carrier.forget()
  const { workspaceId } = await house.enter()
  const { versionId, flowId } = await addVersion(house.pool, workspaceId, goodDocument('Welcome'), 'Front desk')
  const { id, e164, token } = await addNumber(house.pool, workspaceId, versionId)
  place = { workspaceId, versionId, flowId, numberId: id, e164, token }
})

const api = (role: Role) =>
  createCallerFactory(appRouter)(house.visitOf(place.workspaceId, 'Mei', role), { signal: leave.signal })
type Api = ReturnType<typeof api>

/** The first messages of a stream, as many as are wanted. */
async function read(stream: AsyncIterable<unknown>, messages: number): Promise<unknown[]> {
  const told: unknown[] = []
  for await (const message of stream) if (told.push(message) >= messages) break
  return told
}

const period = { from: '2026-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' }
const longAgo = '2020-01-01T00:00:00.000Z'

/**
 * How each procedure is asked that viewers may ask: one that is not here fails the test. `calls` are of the two marked calls, each
 * with nine events and more.
 */
const questions: Record<string, (api: Api, calls: readonly string[]) => Promise<unknown>> = {
  'members.list': (api) => api.members.list(),
  'members.leave': (api) => refusal(api.members.leave()),
  'flows.list': (api) => api.flows.list(),
  'flows.templates': (api) => api.flows.templates(),
  'flows.neighbours': (api) => api.flows.neighbours({ id: place.flowId }),
  'flows.get': (api) => api.flows.get({ id: place.flowId }),
  'flows.version': (api) => api.flows.version({ versionId: place.versionId }),
  'flows.checkpoint': async (api) => refusal(api.flows.checkpoint({ checkpointId: crypto.randomUUID() })),
  'flows.export': (api) => api.flows.export({ ids: [place.flowId] }),
  'flows.history': (api) => api.flows.history({ id: place.flowId }),
  'flows.meet': (api) => api.flows.meet({ id: place.flowId, windowId: crypto.randomUUID() }),
  'flows.part': (api) => api.flows.part({ id: place.flowId, windowId: crypto.randomUUID() }),
  'numbers.list': (api) => api.numbers.list(),
  'numbers.removed': (api) => api.numbers.removed(),
  'carriers.list': (api) => api.carriers.list(),
  'numbers.versions': (api) => api.numbers.versions(),
  'calls.list': (api) => api.calls.list({}),
  'calls.get': (api, calls) => Promise.all(calls.map((id) => api.calls.get({ id }))),
  'calls.find': (api) => api.calls.find({ session: 'S1' }),
  'calls.onChange': async (api, calls) => read(await api.calls.onChange({ lastEventId: longAgo }), calls.length),
  'calls.onEvents': (api, calls) =>
    Promise.all(calls.map(async (id) => read(await api.calls.onEvents({ id, lastEventId: '0' }), 9))),
  'views.list': (api) => api.views.list(),
  'live.onNow': async (api) => read(await api.live.onNow(), 1),
  'hours.countries': (api) => api.hours.countries(),
  'hours.regions': (api) => api.hours.regions({ country: 'SG' }),
  'hours.holidays': (api) => api.hours.holidays({ country: 'SG', region: null, year: 2026 }),
  'tables.list': (api) => api.tables.list(),
  'prompts.list': (api) => api.prompts.list(),
  'prompts.get': (api) => refusal(api.prompts.get({ id: crypto.randomUUID() })),
  'prompts.history': (api) => refusal(api.prompts.history({ id: crypto.randomUUID(), language: 'en' })),
  'alerts.settings': (api) => api.alerts.settings(),
  'alerts.list': (api) => api.alerts.list(),
  'stats.version': (api) => api.stats.version({ versionId: place.versionId, period }),
  'stats.flow': (api) => api.stats.flow({ flowId: place.flowId, period }),
  'stats.calls': (api) => api.stats.calls({ period, zone: 'Asia/Singapore' }),
  'workspace.get': (api) => api.workspace.get(),
  'workspace.callersVisibleTo': (api) => api.workspace.callersVisibleTo(),
  'system.info': (api) => api.system.info(),
}

async function everything(role: Role, calls: readonly string[]): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const [name, ask] of Object.entries(questions)) told[name] = JSON.stringify(await ask(api(role), calls)) ?? ''
  return told
}

/** What must not be found: of numbers what is left without the country and the last two digits. */
function wanted({ caller, callee, transferred, texted, digits, words }: Marks): string[] {
  return [...[caller, callee, transferred, texted].map((number) => number.slice(3, -2)), digits, words]
}

/** Long enough that no id and no moment has its digits by chance. */
const number = fc.integer({ min: 15_100_000_000, max: 17_999_999_999 }).map((rest) => `+49${rest}`)
const marks: fc.Arbitrary<Marks> = fc.record({
  caller: number,
  callee: number,
  transferred: number,
  texted: number,
  digits: fc.integer({ min: 2_000_000_000, max: 9_000_000_000 }).map(String),
  words: fc.integer({ min: 1_000_000, max: 9_999_999 }).map((id) => `Ah Kow ${id.toString(36)}x`.replaceAll(' ', '')),
})

test('every procedure that viewers may ask is asked below', () => {
  const asked = proceduresOf(appRouter).flatMap(({ path, ability }) => (ability === 'look' ? [path] : []))
  expect(asked.toSorted()).toEqual(Object.keys(questions).toSorted())
})

test('nothing that a caller brought along is told to a viewer by any procedure or stream; operators are told all of it', async () => {
  await fc.assert(
    fc.asyncProperty(marks, async (marks) => {
      await house.pool.query('DELETE FROM call; DELETE FROM alert; DELETE FROM saved_view')
      const calls = await addMarkedCalls(house.pool, place, marks)
      const { caller, digits, words } = marks
      await house.pool.query(
        `INSERT INTO alert (id, workspace_id, code, message, call_id) VALUES (gen_random_uuid(), $1, 'carrier-refuses', $2, $3)`,
        [place.workspaceId, `The carrier refused ${caller}, called by ${place.e164}.`, calls[0]],
      )
      for (const query of [`caller=${encodeURIComponent(caller)}`, `key=${digits}`, `q=${words}`, `tag=${words}`])
        await api('operator').views.save({ name: `Of ${query}`, query })
      await api('operator').views.save({ name: `Broken ones of ${caller}`, query: 'outcome=broken&from=-P7D' })

      const viewer = await everything('viewer', calls)
      for (const [name, text] of Object.entries(viewer))
        for (const secret of wanted(marks)) expect(text, `${name} tells ${secret}`).not.toContain(secret)
      const operator = Object.values(await everything('operator', calls)).join()
      for (const secret of wanted(marks)) expect(operator).toContain(secret)

      // What is no secret is still told.
      expect(viewer['calls.list']).toContain(`"caller":"+49 ••••• ${caller.slice(-2)}"`)
      expect(viewer['calls.list']).toContain(`"called":"${place.e164}"`)
      expect(viewer['alerts.list']).toContain(`refused •••••, called by ${place.e164}.`)
      expect(viewer['views.list']).toContain('outcome=broken')
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 60_000)

describe('a call as it happens', () => {
  test('viewers and operators who watch the same feed each get their own form of it', async () => {
    const streams = await Promise.all(
      (['viewer', 'operator'] as const).map(async (role) => [
        (await api(role).live.onNow())[Symbol.asyncIterator](),
        (await api(role).calls.onChange())[Symbol.asyncIterator](),
      ]),
    )
    const heard: string[] = ['', '']
    const listening = streams.map(async (both, index) =>
      Promise.all(
        both.map(async (stream) => {
          for (;;) {
            const { value, done } = await stream.next()
            if (done) return
            heard[index] += JSON.stringify(value)
          }
        }),
      ),
    )
    await expect.poll(() => heard[0]).toContain('"whole":true')
    await house.notify(place.token, { session: 'S7', call_state: 'ringing', from: '+6591827364', to: place.e164 })
    await expect.poll(() => heard[1]).toContain('hears “Welcome”')
    await house.finishBlock({ digits: '86420' })
    await expect.poll(() => heard[1]).toContain('pressed 86420')
    await expect.poll(() => heard[0]).toContain('pressed •••')
    expect(heard[1]).toContain('+6591827364')
    expect(heard[0]).toContain('+65 ••••• 64')
    expect(heard[0]).not.toMatch(/918273|86420|Welcome/)
    leave.abort()
    await Promise.all(listening)
  })
})

describe('nothing can be found out by looking for it', () => {
  test.each([{ caller: '+659' }, { caller: 'withheld' }, { key: '1' }, { tag: 'vip' }, { text: '9182' }])(
    'a viewer may not look for %j',
    async (filter) => {
      expect(await refusal(api('viewer').calls.list({ filter }))).toMatchObject({
        code: 'FORBIDDEN',
        userCode: 'masked',
        message: expect.stringContaining('hidden from you'),
      })
      expect((await api('operator').calls.list({ filter })).calls).toEqual([])
    },
  )

  test('and may look for all else', async () => {
    const filter = { ...period, numberId: place.numberId, flowId: place.flowId, version: 1, outcome: 'broken' } as const
    expect((await api('viewer').calls.list({ filter })).calls).toEqual([])
  })
})
