import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
const caller = '+6591234567'
const other = '+6598765432'

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace, call_event, call_private CASCADE')
  house.carrier.forget()
  here = await house.enter()
})

const document = drawFlow({
  start: { block: 'answer', to: { next: 'count' } },
  count: {
    block: 'limit',
    name: 'Often',
    config: { scope: 'caller', most: 5 },
    to: { within: 'ask', 'too-many': 'bye' },
  },
  ask: {
    block: 'gather',
    name: 'Number',
    config: { message: 'Number?', maxDigits: 0 },
    to: { digits: 'say', other: 'bye', none: 'bye' },
  },
  say: {
    block: 'record',
    name: 'Say',
    config: { message: 'You typed {{ number.digits }}' },
    to: { next: 'bye' },
  },
  bye: { block: 'hangup' },
})

let sessions = 0
async function ring(number: { token: string; e164: string }, from: string, digits: string, ends: boolean) {
  sessions += 1
  const session = `S${sessions}`
  await house.notify(number.token, { session, call_state: 'ringing', from, to: number.e164 })
  await house.engine.idle()
  await house.finishBlock({ digits })
  await house.finishBlock({ record_url: `https://carrier.test/${sessions}.mp3` })
  if (ends) await house.notify(number.token, { session, call_state: 'ended', from, to: number.e164 })
  await house.engine.idle()
}

/** Every table and column of text or JSON in which something stands. */
async function whereIs(words: string): Promise<string[]> {
  const columns = await house.pool.query(
    `SELECT table_name AS t, column_name AS c FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND udt_name IN ('text', 'varchar', 'json', 'jsonb', '_text', 'tsvector', 'bytea')`,
  )
  const found: string[] = []
  for (const { t, c } of z.array(z.object({ t: z.string(), c: z.string() })).parse(columns.rows)) {
    const { rowCount } = await house.pool.query(`SELECT FROM "${t}" WHERE "${c}"::text LIKE '%' || $1 || '%'`, [words])
    if (rowCount) found.push(`${t}.${c}`)
  }
  return found
}

async function forget(number: string) {
  const gone = { calls: 0, events: 0, recordings: 0, counts: 0, alerts: 0, mentions: 0 }
  for (let after: string | null = null; ; ) {
    const part = await here.api.callers.forget({ number, confirm: number, after })
    for (const what of z.enum(['calls', 'events', 'recordings', 'counts', 'alerts', 'mentions']).options)
      gone[what] += part.removed[what]
    after = part.after
    if (part.done) return { gone, underWay: part.underWay }
  }
}

test('everything of a caller goes, is counted, and stands nowhere afterwards; others keep what is theirs', async () => {
  const { versionId } = await addVersion(house.pool, here.workspaceId, document)
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  await ring(number, caller, '1', true)
  await ring(number, caller, '2', true)
  // Somebody else types it, and hears it.
  await ring(number, other, caller.slice(1), true)
  await ring(number, other, `${caller.slice(1)}9`, true)
  await house.pool.query(
    `INSERT INTO alert (id, workspace_id, code, message) VALUES (gen_random_uuid(), $1, 'shed', $2)`,
    [here.workspaceId, `It was ${caller} again, ${caller}.`],
  )
  expect(await whereIs(caller.slice(1))).toEqual(
    expect.arrayContaining(['alert.message', 'call.caller', 'call.state', 'call_count.name', 'call_event.event']),
  )

  const found = await here.api.callers.find({ number: '+65 9123 4567' })
  expect(found).toMatchObject({
    number: caller,
    calls: 2,
    recordings: 2,
    underWay: 0,
    counts: 2,
    alerts: 1,
    tables: [],
    flows: [],
  })
  const { gone, underWay } = await forget(caller)
  expect(gone).toEqual({ calls: 2, events: found.events, recordings: 2, counts: 2, alerts: 1, mentions: 1 })
  expect(underWay).toBe(0)

  // But within a longer number, which is somebody else's.
  const longer = `${caller.slice(1)}9`
  await house.pool.query(`UPDATE call SET state = replace(state::text, $1, 'x')::jsonb`, [longer])
  for (const column of ['event', 'trace', 'commands'])
    await house.pool.query(`UPDATE call_event SET ${column} = replace(${column}::text, $1, 'x')::jsonb`, [longer])
  expect(await whereIs(caller.slice(1))).toEqual([])
  expect(await whereIs(other)).toContain('call.caller')
  const left = await house.calls()
  expect(left).toHaveLength(2)
  expect(await here.api.calls.get({ id: left[0]?.id ?? '' })).toMatchObject({ call: { caller: other } })
  expect(await here.api.callers.find({ number: caller })).toMatchObject({ calls: 0, events: 0, alerts: 0 })
})

test('a call under way stays and is told of; another workspace’s calls stay', async () => {
  const { versionId } = await addVersion(house.pool, here.workspaceId, document)
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  await ring(number, caller, '1', false)
  const there = await house.enter()
  const theirs = await addVersion(house.pool, there.workspaceId, document)
  await ring(await addNumber(house.pool, there.workspaceId, theirs.versionId, '+6531580001'), caller, '1', true)
  expect(await here.api.callers.find({ number: caller })).toMatchObject({ calls: 0, underWay: 1 })
  expect(await forget(caller)).toMatchObject({ gone: { calls: 0, mentions: 0 }, underWay: 1 })
  expect(await house.calls()).toHaveLength(2)
})

test('what the owner wrote down is told of and left', async () => {
  await addVersion(
    house.pool,
    here.workspaceId,
    drawFlow({
      start: { block: 'answer', to: { next: 'go' } },
      go: { block: 'transfer', config: { to: 'number', dest: caller } },
    }),
    'Desk',
  )
  expect(await here.api.callers.find({ number: caller })).toMatchObject({ flows: [{ name: 'Desk' }] })
})

test('numbers of one’s own, numbers that are none, and an unlike confirmation are refused', async () => {
  const number = await addNumber(house.pool, here.workspaceId, null)
  expect(await refusal(here.api.callers.find({ number: number.e164 }))).toMatchObject({ userCode: 'own-number' })
  expect(await refusal(here.api.callers.find({ number: 'Mei' }))).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await refusal(here.api.callers.forget({ number: caller, confirm: other, after: null }))).toMatchObject({
    userCode: 'not-confirmed',
  })
})

test('tables that are made later are covered: their rows go with their call, and mentions go from texts, lists and search words', async () => {
  const { versionId } = await addVersion(house.pool, here.workspaceId, document)
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  await ring(number, caller, '1', true)
  await ring(number, other, '2', true)
  await house.pool.query('CREATE TABLE call_later (call_id uuid PRIMARY KEY, note text, keys text[], search tsvector)')
  await house.pool.query('GRANT SELECT, UPDATE, DELETE ON call_later TO patchbay_member')
  await house.pool.query(
    `INSERT INTO call_later SELECT id, $1 || ' and ' || $1, ARRAY['1', $1, '2'], to_tsvector('simple', $1 || ' hello') FROM call`,
    [caller.slice(1)],
  )
  await forget(caller)
  const { rows } = await house.pool.query('SELECT note, keys, search::text FROM call_later')
  await house.pool.query('DROP TABLE call_later')
  expect(rows).toEqual([{ note: 'removed and removed', keys: ['1', 'removed', '2'], search: "'hello':2" }])
})
