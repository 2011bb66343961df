import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { appRouter } from '../router'
import { startTestApi, type TestApi } from '../testing'
import { createCallerFactory } from '../trpc'
import { UserError } from '../user-error'
import { contentsOf, furnish, mark, theirCaller, theirKey } from './furnish.testing'
import { allProcedures, type Procedure } from './procedures.testing'
import { sampleInput } from './sample-input.testing'

const createCaller = createCallerFactory(appRouter)
/** These ask for things that are nobody's, or make something of one's own: what they take names nothing of a workspace. */
const procedures = allProcedures().filter(({ asks }) => asks !== 'anybody' && asks !== 'signed-in')

let house: TestApi
let mine: string
let theirs: Awaited<ReturnType<typeof furnish>>
let before: string

beforeAll(async () => {
  house = await startTestApi()
  mine = (await house.enter()).workspaceId
  theirs = await furnish(house)
  // What was said to the carrier is noted a moment after it was said.
  await vi.waitFor(async () => {
    before = await contentsOf(house, theirs.workspaceId)
    await sleep(500)
    expect(before).not.toContain(',sending,')
    expect(await contentsOf(house, theirs.workspaceId)).toBe(before)
  }, 10_000)
})
afterAll(() => house.close())

/** What an owner elsewhere hears who asks with one of their ids in every place that takes one. */
async function answerTo({ path, type, input }: Procedure, id: string, workspaceId = mine): Promise<string> {
  const leave = new AbortController()
  const given = sampleInput(input, (name, { format }) => {
    if (format === 'uuid') return id
    if (name === 'key') return theirKey
    if (['number', 'confirm', 'dest', 'callerId'].includes(name)) return theirCaller
    if (name === 'session') return mark
    if (name === 'language') return 'en'
    return undefined
  })
  try {
    let ask: unknown = createCaller(house.visitOf(workspaceId, 'Mei'), { signal: leave.signal })
    for (const name of path.split('.')) ask = Reflect.get(Object(ask), name)
    if (typeof ask !== 'function') throw new Error(`There is no ${path}.`)
    const answer: unknown = await ask(given)
    if (type !== 'subscription') return JSON.stringify(answer) ?? ''
    const told: unknown[] = []
    const listening = (async () => {
      if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
        for await (const one of Object(answer)) told.push(one)
    })()
    await Promise.race([listening, sleep(100)])
    leave.abort()
    await listening
    return JSON.stringify(told)
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error
    if (cause instanceof UserError) return JSON.stringify([cause.message, cause.details])
    if (error instanceof TRPCError) return error.message
    throw error
  } finally {
    leave.abort()
  }
}

test('who asks the same where it belongs is told: what is looked for below would be found', async () => {
  const asked = procedures.filter(({ type }) => type === 'query')
  const telling = new Set<string>()
  for (const procedure of asked)
    for (const id of theirs.ids)
      if ((await answerTo(procedure, id, theirs.workspaceId)).includes(mark)) telling.add(procedure.path)
  expect([...telling]).toEqual(
    expect.arrayContaining([
      'flows.get',
      'flows.version',
      'calls.get',
      'numbers.list',
      'tables.list',
      'prompts.get',
      'alerts.list',
      'views.list',
    ]),
  )
})

describe.each(procedures)('$path', (procedure) => {
  test('with ids of another workspace tells nothing of it', async () => {
    const takesIds = JSON.stringify(
      sampleInput(procedure.input, (_, { format }) => (format === 'uuid' ? mark : undefined)),
    )
    for (const id of takesIds?.includes(mark) ? theirs.ids : theirs.ids.slice(0, 1)) {
      const answer = await answerTo(procedure, id)
      expect(answer).not.toContain(mark)
      for (const other of theirs.ids) if (other !== id) expect(answer).not.toContain(other)
    }
  })
})

test('and afterwards all that is theirs is as it was', async () => {
  await house.engine.idle()
  expect(await contentsOf(house, theirs.workspaceId)).toBe(before)
})
