import { addNumber, addVersion } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { goodDocument, outgoingDocument, refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let leave: AbortController
let sessions = 0

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
  here = await house.enter(leave.signal)
})

async function answering() {
  const version = await addVersion(house.pool, here.workspaceId, goodDocument('Welcome'), 'Front desk')
  return { ...version, number: await addNumber(house.pool, here.workspaceId, version.versionId) }
}

async function ring(token: string, from = '+6511111111') {
  sessions += 1
  const session = `S${sessions}`
  await house.notify(token, { session, call_state: 'ringing', from, to: '+6531580000' })
  await house.engine.idle()
  return session
}

describe('the list', () => {
  test('says of each call where it is and what happened last', async () => {
    const { number, flowId } = await answering()
    await ring(number.token)
    expect(await here.api.calls.list({})).toMatchObject({
      next: null,
      calls: [
        {
          direction: 'incoming',
          caller: '+6511111111',
          called: '+6531580000',
          phase: 'running',
          disposition: null,
          flowId,
          flowName: 'Front desk',
          version: 1,
          where: 'Main menu',
          last: 'hears “Welcome”',
          broken: false,
          endedAt: null,
          bill: null,
        },
      ],
    })
    await house.finishBlock({ digits: '1' })
    expect((await here.api.calls.list({})).calls[0]).toMatchObject({ where: 'Good-bye', last: 'pressed 1' })
    await house.finishBlock({ call_state: 'ended', duration: '1', currency: 'SGD', rate: '0.036', debit: '0.036' })
    expect((await here.api.calls.list({})).calls[0]).toMatchObject({
      phase: 'over',
      disposition: 'completed',
      last: 'the flow hung up',
      endedAt: expect.stringMatching(/Z$/),
      bill: { minutes: 1, currency: 'SGD', rate: '0.036', debit: '0.036' },
    })
    expect((await here.api.flows.list()).map(({ callsNow }) => callsNow)).toEqual([0])
  })

  test('counts the calls under way by flow and by number', async () => {
    const { number } = await answering()
    await ring(number.token)
    await ring(number.token)
    expect((await here.api.flows.list())[0]?.callsNow).toBe(2)
    expect((await here.api.numbers.list())[0]?.callsNow).toBe(2)
  })

  test('pages through calls of the same moment without losing or repeating one', async () => {
    const { number } = await answering()
    for (let i = 0; i < 7; i++) await ring(number.token)
    await house.pool.query(`UPDATE call SET started_at = '2026-01-01' WHERE session <> $1`, [`S${sessions}`])
    const all = (await here.api.calls.list({})).calls.map(({ id }) => id)
    expect(new Set(all).size).toBe(7)
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const page: { calls: Array<{ id: string }>; next: string | null } = await here.api.calls.list({
        limit: 3,
        cursor,
      })
      paged.push(...page.calls.map(({ id }) => id))
      cursor = page.next
      // A call that comes in meanwhile shifts nothing.
      await ring(number.token)
    } while (cursor !== null)
    expect(paged).toEqual(all)
  })

  test('can be of one number or one flow', async () => {
    const { number, flowId } = await answering()
    const other = await addVersion(house.pool, here.workspaceId, goodDocument(), 'Other')
    const second = await addNumber(house.pool, here.workspaceId, other.versionId, '+6531580001')
    await ring(number.token, '+6511110001')
    await ring(second.token, '+6511110002')
    const callers = async (filter: { numberId?: string; flowId?: string }) =>
      (await here.api.calls.list({ filter })).calls.map(({ caller }) => caller)
    expect(await callers({ numberId: second.id })).toEqual(['+6511110002'])
    expect(await callers({ flowId })).toEqual(['+6511110001'])
    expect(await callers({})).toEqual(['+6511110002', '+6511110001'])
  })

  test.each(['x', '_', '2026-01-01_x', `x_${crypto.randomUUID()}`])('the cursor %j is refused', async (cursor) => {
    expect(await refusal(here.api.calls.list({ cursor }))).toMatchObject({ userCode: 'bad-cursor' })
  })
})

describe('one call', () => {
  test('comes with every event, in order', async () => {
    const { number, versionId } = await answering()
    const session = await ring(number.token)
    await house.finishBlock({ digits: '1' })
    const [row] = (await here.api.calls.list({})).calls
    const { call, events } = await here.api.calls.get({ id: row?.id ?? '' })
    expect(call).toMatchObject({ session, versionId, txnRef: null })
    expect(events).toMatchObject([
      { seq: 1, key: 'started', event: { type: 'started' }, commands: [{ step: 1, command: { type: 'gather' } }] },
      {
        seq: 2,
        key: '1:done',
        event: { type: 'done', step: 1, result: { digits: '1' } },
        trace: [
          { type: 'left', node: 'ask', exit: 'key:1', digits: '1' },
          { type: 'entered', node: 'bye' },
        ],
        commands: [{ step: 2, command: { type: 'hangup', msg: 'Bye' } }],
      },
    ])
  })

  test('of another workspace is not there, by any way in', async () => {
    const { number } = await answering()
    await ring(number.token)
    const id = (await here.api.calls.list({})).calls[0]?.id ?? ''
    const { api } = await house.enter()
    expect((await api.calls.list({})).calls).toEqual([])
    expect(await refusal(api.calls.get({ id }))).toMatchObject({ userCode: 'no-call' })
    const watching = await api.calls.onEvents({ id })
    await expect(watching[Symbol.asyncIterator]().next()).rejects.toThrow('There is no such call')
  })
})

describe('placing a call', () => {
  async function outgoing(dest = '') {
    const { id } = await here.api.flows.create({ name: 'Booking' })
    const { revision } = await here.api.flows.save({ id, revision: 1, document: outgoingDocument(dest) })
    await here.api.flows.publish({ id, revision, numberIds: [] })
    return id
  }

  test('rings the number that is given', async () => {
    const { id } = await here.api.calls.place({ flowId: await outgoing(), dest: '+6581110000' })
    await house.engine.idle()
    expect(house.carrier.requests.at(-1)).toMatchObject({ path: 'ivr/start/dial', params: { dest: '+6581110000' } })
    expect((await here.api.calls.get({ id })).call).toMatchObject({
      direction: 'outgoing',
      called: '+6581110000',
      last: 'rings +6581110000',
    })
  })

  test('rings the number that is drawn, whatever else is given', async () => {
    await here.api.calls.place({ flowId: await outgoing('+6582220000') })
    await house.engine.idle()
    expect(house.carrier.requests.at(-1)?.params.dest).toBe('+6582220000')
  })

  test('asks for a number where the flow names none', async () => {
    const flowId = await outgoing('{{ called }}')
    expect(await refusal(here.api.calls.place({ flowId }))).toMatchObject({ userCode: 'dest-needed' })
    for (const dest of ['', '81110000', '+65 8111', 'room:x', '+0123456789', '+1'.padEnd(60, '1')])
      expect(await refusal(here.api.calls.place({ flowId, dest }))).toMatchObject({ userCode: 'no-number' })
    expect((await here.api.calls.list({})).calls).toEqual([])
    expect(house.carrier.requests).toEqual([])
  })

  test('is refused for a flow that is not published, or answers calls', async () => {
    const draft = await here.api.flows.create({ name: 'Draft' })
    expect(await refusal(here.api.calls.place({ flowId: draft.id }))).toMatchObject({ userCode: 'not-published' })
    const { flowId } = await answering()
    expect(await refusal(here.api.calls.place({ flowId, dest: '+6581110000' }))).toMatchObject({
      userCode: 'not-outgoing',
    })
  })
})

describe('watching', () => {
  test('one call: what was, then what comes, each once', async () => {
    const { number } = await answering()
    await ring(number.token)
    const id = (await here.api.calls.list({})).calls[0]?.id ?? ''
    const watching = (await here.api.calls.onEvents({ id }))[Symbol.asyncIterator]()
    expect((await watching.next()).value).toMatchObject(['1', { seq: 1, key: 'started' }, expect.anything()])
    const next = watching.next()
    await house.finishBlock({ digits: '1' })
    expect((await next).value).toMatchObject(['2', { seq: 2, key: '1:done' }, expect.anything()])
    leave.abort()
    expect((await watching.next()).done).toBe(true)
  })

  test('one call, after a break: exactly what was missed', async () => {
    const { number } = await answering()
    await ring(number.token)
    await house.finishBlock({ digits: '1' })
    await house.finishBlock({ call_state: 'ended' })
    const id = (await here.api.calls.list({})).calls[0]?.id ?? ''
    const watching = (await here.api.calls.onEvents({ id, lastEventId: '1' }))[Symbol.asyncIterator]()
    expect((await watching.next()).value).toMatchObject(['2', { seq: 2 }, expect.anything()])
    expect((await watching.next()).value).toMatchObject(['3', { key: 'ended' }, expect.anything()])
  })

  test('all calls of one’s own workspace, and nobody else’s', async () => {
    const { number } = await answering()
    const stranger = await house.enter()
    const theirs = await addVersion(house.pool, stranger.workspaceId, goodDocument())
    const theirNumber = await addNumber(house.pool, stranger.workspaceId, theirs.versionId, '+6531580009')
    const watching = (await here.api.calls.onChange())[Symbol.asyncIterator]()
    const next = watching.next()
    await ring(theirNumber.token, '+6500000000')
    await ring(number.token)
    const first = (await next).value
    expect(first).toMatchObject([
      expect.any(String),
      { call: { caller: '+6511111111', last: 'hears “Welcome”' } },
      expect.anything(),
    ])
    await house.finishBlock({ digits: '1' })
    expect((await watching.next()).value?.[1]).toMatchObject({ call: { last: 'pressed 1' } })
  })

  test('all calls, after a break: what changed meanwhile', async () => {
    const { number } = await answering()
    await ring(number.token)
    const before = new Date(Date.now() - 60_000).toISOString()
    const watching = (await here.api.calls.onChange({ lastEventId: before }))[Symbol.asyncIterator]()
    expect((await watching.next()).value?.[1]).toMatchObject({ call: { caller: '+6511111111' } })
  })
})
