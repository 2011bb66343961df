import { setMaxListeners } from 'node:events'
import { addNumber, addVersion, signed } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../context'
import { appRouter } from '../router'
import { goodDocument, startTestApi, type TestApi } from '../testing'
import { createCallerFactory } from '../trpc'
import type { Now } from './watch-now'

let house: TestApi
let workspaceId: string
let leave: AbortController
let number: { token: string }
let queries = 0
let sessions = 0

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  leave?.abort()
  leave = new AbortController()
  setMaxListeners(0, leave.signal)
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace CASCADE')
  house.carrier.forget()
  workspaceId = (await house.enter()).workspaceId
  const { versionId } = await addVersion(house.pool, workspaceId, goodDocument('Welcome'), 'Front desk')
  number = await addNumber(house.pool, workspaceId, versionId)
})

/** The API, with its queries counted. */
function api() {
  const counting: House = {
    ...house.deps,
    workspaces: {
      ...house.deps.workspaces,
      enter: (id) => {
        const { db, pool } = house.deps.workspaces.enter(id)
        const counted = new Proxy(db, {
          get(target, name) {
            if (name === '$queryRaw') queries += 1
            return Reflect.get(target, name)
          },
        })
        return { db: counted, pool }
      },
    },
  }
  return createCallerFactory(appRouter)(
    { ...house.visitOf(workspaceId, 'Mei'), house: counting },
    { signal: leave.signal },
  )
}

async function ring(from = '+6511111111') {
  sessions += 1
  await house.notify(number.token, { session: `S${sessions}`, call_state: 'ringing', from, to: '+6531580000' })
  await house.engine.idle()
}

/** Somebody who watches: each message's id and what it says, with figures alone left out. */
async function watch(of = api(), lastEventId?: string) {
  const messages = (await of.live.onNow(lastEventId === undefined ? undefined : { lastEventId }))[
    Symbol.asyncIterator
  ]()
  return async (): Promise<Now & { id: string }> => {
    for (;;) {
      const { value, done } = await messages.next()
      if (done || !Array.isArray(value)) throw new Error('The stream is over.')
      const [id, now] = value
      if (now.whole || now.calls.length + now.steps.length > 0) return { id, ...now }
    }
  }
}

const callers = ({ calls }: Now) => calls.map(({ caller }) => caller)

test('begins with all calls under way, then tells each change once, with where it is and how it came there', async () => {
  await ring('+6511111111')
  const next = await watch()
  expect(await next()).toMatchObject({
    whole: true,
    calls: [
      { caller: '+6511111111', at: 'ask', walked: ['start', 'ask'], where: 'Main menu', seq: 1, hangingUp: false },
    ],
    figures: { stepsASecond: 0, broken: 0 },
  })
  await ring('+6522222222')
  expect(callers(await next())).toEqual(['+6522222222'])
  await house.finishBlock({ digits: '1' })
  expect(await next()).toMatchObject({
    whole: false,
    calls: [],
    steps: [{ at: 'bye', walked: ['bye'], last: 'pressed 1', seq: 2 }],
  })
  await house.finishBlock({ call_state: 'ended' })
  expect(await next()).toMatchObject({ calls: [], steps: [{ phase: 'over' }] })
})

test('who a call is with is told once to each who watches, whenever they came', async () => {
  const here = api()
  const first = await watch(here)
  await first()
  await ring('+6511111111')
  expect(callers(await first())).toEqual(['+6511111111'])
  const second = await watch(here)
  expect(callers(await second())).toEqual(['+6511111111'])
  await house.finishBlock({ digits: '1' })
  for (const next of [first, second]) {
    const { calls, steps } = await next()
    expect([calls, steps]).toEqual([[], [expect.objectContaining({ seq: 2 })]])
    expect(steps[0]).not.toHaveProperty('caller')
  }
})

test('after a break: exactly what was missed, each call once, as it is now; from anywhere else, all that is under way', async () => {
  const here = api()
  await ring('+6511111111')
  const { id } = await (await watch(here))()
  await ring('+6522222222')
  await house.finishBlock({ digits: '1' })
  await ring('+6533333333')
  // Somebody else watches all the time.
  const seen: Now[] = []
  const other = await watch(here)
  seen.push(await other())
  await new Promise((resolve) => setTimeout(resolve, 200))
  const back = await (await watch(here, id))()
  expect(back).toMatchObject({ whole: false })
  expect(back.calls.map(({ caller, seq }) => [caller, seq])).toEqual([
    ['+6522222222', 2],
    ['+6533333333', 1],
  ])
  const nothingMissed = await watch(here, back.id)
  await house.finishBlock({ digits: '1' })
  const { calls, steps } = await nothingMissed()
  expect([calls, steps.map(({ id, seq }) => [id, seq])]).toEqual([[], [[back.calls[1]?.id, 2]]])
  const whole = await (await watch(here, 'elsewhere.1.1.1'))()
  expect(whole.whole).toBe(true)
  expect(callers(whole).sort()).toEqual(['+6511111111', '+6522222222', '+6533333333'])
})

test('who was cut off after figures alone gets nothing again', async () => {
  const here = api()
  const messages = (await here.live.onNow())[Symbol.asyncIterator]()
  const take = async (): Promise<[string, Now]> => {
    const { value, done } = await messages.next()
    if (done || !Array.isArray(value)) throw new Error('The stream is over.')
    return [value[0], value[1]]
  }
  await take()
  await ring('+6511111111')
  let last = await take()
  const told = last[1].calls.length
  while (last[1].calls.length + last[1].steps.length > 0 || last[1].whole) last = await take()
  const back = await (await here.live.onNow({ lastEventId: last[0] }))[Symbol.asyncIterator]().next()
  expect([told, back.value]).toEqual([
    1,
    [expect.any(String), expect.objectContaining({ whole: false, calls: [], steps: [] }), expect.anything()],
  ])
})

test('a hundred who watch cost one query for each change', async () => {
  const here = api()
  const viewers = await Promise.all(Array.from({ length: 100 }, () => watch(here)))
  await Promise.all(viewers.map((next) => next()))
  const before = queries
  await ring('+6511111111')
  const got = await Promise.all(viewers.map((next) => next()))
  expect(queries - before).toBe(1)
  expect(got.every((now) => callers(now).join() === '+6511111111')).toBe(true)
})

test('nobody hears of another workspace’s calls', async () => {
  const next = await watch()
  await next()
  const stranger = await house.enter()
  const theirs = await addVersion(house.pool, stranger.workspaceId, goodDocument())
  const { token } = await addNumber(house.pool, stranger.workspaceId, theirs.versionId, '+6531580009')
  await house.notify(token, { session: 'S0', call_state: 'ringing', from: '+6500000000', to: '+6531580009' })
  await ring('+6511111111')
  expect(callers(await next())).toEqual(['+6511111111'])
})

test('what another process has moved, and what could not be told, is seen too', async () => {
  const next = await watch()
  await next()
  const other = house.startProcess()
  await house.engine.start()
  try {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const fields = { session: 'S-other', call_state: 'ringing', from: '+6544444444', to: '+6531580000' }
    await other.notify(signed(number.token, fields))
    await other.idle()
    expect(callers(await next())).toEqual(['+6544444444'])
  } finally {
    await other.close()
  }
})

test('a call is hung up, by name; once', async () => {
  const here = api()
  await ring()
  const next = await watch(here)
  const id = (await next()).calls[0]?.id ?? ''
  await here.calls.hangUp({ id })
  await house.engine.idle()
  expect(await next()).toMatchObject({ steps: [{ hangingUp: true, last: 'Mei hung up the call' }] })
  await expect(here.calls.hangUp({ id })).rejects.toThrow('is being hung up already')
  await house.finishBlock({ call_state: 'ended' })
  expect(await next()).toMatchObject({
    steps: [{ phase: 'over', hangingUp: false, last: 'Mei hung up the call' }],
  })
  await expect(here.calls.hangUp({ id: crypto.randomUUID() })).rejects.toThrow('There is no such call')
})
