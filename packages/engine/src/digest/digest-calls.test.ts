import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from '../testing'
import { createDigestCalls } from './digest-calls'
import { nobody } from './write-digests'

let house: TestEngine
let workspaceId: string
let token: string
let digest: ReturnType<typeof createDigestCalls>
let sessions = 0

beforeAll(async () => {
  house = await startTestEngine()
  digest = createDigestCalls(house.pool)
})
afterAll(() => house?.close())

/** A PIN that another flow asks for, then a menu that asks again. */
beforeEach(async () => {
  await house.pool.query('DELETE FROM workspace')
  house.carrier.forget()
  workspaceId = await addWorkspace(house.pool)
  const ask = drawFlow({
    start: { block: 'answer', to: { next: 'pin' } },
    pin: {
      block: 'gather',
      config: { maxDigits: 4, private: true },
      to: { digits: 'back', other: 'back', none: 'back' },
    },
    back: { block: 'return' },
  })
  const sub = await addVersion(house.pool, workspaceId, ask)
  const main = drawFlow({
    start: { block: 'answer', to: { next: 'sub' } },
    sub: { block: 'go-to-flow', config: { flow: sub.flowId }, to: { 'way:done': 'menu', failed: 'menu' } },
    menu: {
      block: 'menu',
      config: { message: 'Choose', choices: [{ key: '1', label: 'Sales' }], invalidTries: 1 },
      to: { 'key:1': 'mark', invalid: 'sub', none: 'bye' },
    },
    mark: { block: 'tag', config: { labels: ['sales'] }, to: { next: 'desk' } },
    desk: { block: 'transfer', config: { to: 'number', dest: '+6562220001', goOn: true }, to: { failed: 'menu' } },
    bye: { block: 'hangup', config: { message: 'Bye' } },
  })
  const { versionId } = await addVersion(house.pool, workspaceId, main)
  token = (await addNumber(house.pool, workspaceId, versionId)).token
})

/** A call by these words of the carrier, one for each block. */
async function call(...words: Record<string, string>[]) {
  sessions += 1
  const session = `D${sessions}`
  await house.notify(token, { session, call_state: 'ringing', from: '+6511111111', to: '+6531580000' })
  for (const fields of words) await house.finishBlock(fields)
  return session
}
const ended = { call_state: 'ended' }

async function someCalls() {
  await call({ digits: '4711' }, { digits: '1' }, { ...ended, transfer_status: 'answered' })
  await call({ digits: '4712' }, { digits: '7' }, { digits: '8' }, { digits: '4713' }, { digits: '1' }, ended)
  await call({ digits: '4714' }, ended)
  await call(ended)
  await house.pool.query(`UPDATE call SET started_at = date_trunc('day', now()) - interval '3 days' + h * interval '11 hours'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS h FROM call) n WHERE call.id = n.id`)
}

const countedSchema = z.array(z.object({ version: z.string(), node: z.string(), what: z.string(), n: z.number() }))

/** What the blocks' counts say of a period, and what the events themselves say. */
async function bothWays(from: string, to: string) {
  const stats = await house.pool.query(
    `SELECT version_id AS version, node, what, sum(h.n)::int AS n
     FROM block_stat, unnest(hours) WITH ORDINALITY AS h (n, i)
     WHERE day + (i - 1) * interval '1 hour' >= $1::timestamptz AT TIME ZONE 'UTC'
       AND day + (i - 1) * interval '1 hour' < $2::timestamptz AT TIME ZONE 'UTC' AND (what IN ('in', 'drop') OR what LIKE 'exit:%')
     GROUP BY 1, 2, 3 HAVING sum(h.n) <> 0 ORDER BY 1, 2, 3`,
    [from, to],
  )
  const events = await house.pool.query(
    `WITH told AS (
       SELECT c.id, c.version_id, e.seq, t.i, t.entry, COALESCE((t.entry ->> 'flow')::uuid, c.version_id) AS version
       FROM call c JOIN call_event e ON e.call_id = c.id, jsonb_array_elements(e.trace) WITH ORDINALITY AS t (entry, i)
       WHERE c.started_at >= $1 AND c.started_at < $2)
     SELECT version, entry ->> 'node' AS node, 'in' AS what, count(*)::int AS n FROM told
       WHERE entry ->> 'type' = 'entered' GROUP BY 1, 2
     UNION ALL SELECT version, entry ->> 'node', 'exit:' || (entry ->> 'exit'), count(*)::int FROM told
       WHERE entry ->> 'type' = 'left' GROUP BY 1, 2, 3
     UNION ALL SELECT a.version, a.entry ->> 'node', 'drop', count(*)::int FROM told o, LATERAL (
         SELECT * FROM told e WHERE e.id = o.id AND e.entry ->> 'type' = 'entered' AND (e.seq, e.i) < (o.seq, o.i)
         ORDER BY e.seq DESC, e.i DESC LIMIT 1) a
       WHERE o.entry @> '{"type":"over","disposition":"caller-hung-up"}' GROUP BY 1, 2
     ORDER BY 1, 2, 3`,
    [from, to],
  )
  return [countedSchema.parse(stats.rows), countedSchema.parse(events.rows)] as const
}

test('counts of any whole hours are those that SQL finds in the events, in other flows too', async () => {
  await someCalls()
  expect(await digest()).toBe(4)
  const day = (n: number, hours = 0) =>
    new Date(Math.floor(Date.now() / 86_400_000 + n) * 86_400_000 + hours * 3_600_000)
  const periods: [Date, Date][] = [
    [day(-4), day(1)],
    [day(-3, 11), day(-3, 23)],
    [day(-2, -2), day(-1)],
    [day(-3, 12), day(-3, 21)],
  ]
  for (const [from, to] of periods) {
    const [counted, found] = await bothWays(from.toISOString(), to.toISOString())
    expect(counted).toEqual(found)
  }
  const [all] = await bothWays('2000-01-01', '2100-01-01')
  expect(
    all
      .filter(({ what }) => what === 'drop')
      .map(({ node, n }) => `${node} ${n}`)
      .sort(),
  ).toEqual(['desk 1', 'menu 1', 'pin 1'])
  // A day is the sum of its hours, and the workspace is the sum of its versions.
  const days = await house.pool.query(
    `SELECT count(*)::int AS apart FROM (
       SELECT n - (SELECT sum(h) FROM unnest(hours) h) AS n FROM block_stat
       UNION ALL SELECT n - (SELECT sum(h) FROM unnest(hours) h) FROM call_stat
       UNION ALL SELECT sum(CASE version_id WHEN '${nobody}' THEN n ELSE -n END) FROM call_stat
       WHERE what NOT LIKE 'key:%' GROUP BY day, what) d WHERE n <> 0`,
  )
  expect(days.rows).toEqual([{ apart: 0 }])
})

test('calls can be found by what was typed, tagged and went wrong, never by what is private', async () => {
  await someCalls()
  await digest()
  const found = await house.pool.query('SELECT keys, tags FROM call_digest ORDER BY call_id')
  expect(found.rows).toEqual([
    { keys: ['1'], tags: ['sales'] },
    { keys: ['7', '8', '1'], tags: ['sales'] },
    { keys: [], tags: [] },
    { keys: [], tags: [] },
  ])
  const searched = async (words: string) =>
    (await house.pool.query("SELECT 1 FROM call_digest WHERE search @@ plainto_tsquery('simple', $1)", [words]))
      .rowCount
  expect([await searched('sales 7'), await searched('11111111'), await searched('4711')]).toEqual([1, 4, 0])
})

test('what comes late is added once; what is known is not counted again, by two processes neither', async () => {
  house.carrier.answerNext('ivr/end/transfer', { status: 'error_session_ended' })
  await call({ digits: '4711' }, { digits: '1' })
  expect(await digest()).toBe(1)
  const before = await bothWays('2000-01-01', '2100-01-01')
  await house.finishBlock({ ...ended, duration: '2', currency: 'SGD', debit: '0.072' })
  const other = createDigestCalls(house.pool)
  await Promise.all([digest(), other(), digest()])
  expect(await digest()).toBe(0)
  expect(await bothWays('2000-01-01', '2100-01-01')).toEqual(before)
  const { rows } = await house.pool.query(
    "SELECT what, sum(n)::float AS n FROM call_stat WHERE version_id <> $1 AND what !~ '^(time|seconds)' GROUP BY 1 ORDER BY 1",
    [nobody],
  )
  expect(rows).toEqual([
    { what: 'calls', n: 1 },
    { what: 'debit:SGD', n: 0.072 },
    { what: 'direction:incoming', n: 1 },
    { what: 'key:menu:1', n: 1 },
    { what: 'minutes:SGD', n: 2 },
    { what: 'outcome:broken', n: 1 },
    { what: 'transfer:failed', n: 1 },
  ])
  expect(
    (await house.pool.query('SELECT seq, digested FROM call_digest d JOIN call c ON c.id = d.call_id')).rows,
  ).toEqual([{ seq: 5, digested: true }])
})

test('digested anew, calls say more and are counted no more', async () => {
  await someCalls()
  await digest()
  const counts = () => house.pool.query('SELECT * FROM call_stat ORDER BY version_id, day, what, number_id')
  const before = await counts()
  await house.pool.query(`UPDATE call_digest SET counted = '{}', seconds = 0`)
  await house.pool.query('UPDATE call SET digested = false')
  expect(await digest()).toBe(4)
  expect((await counts()).rows).toEqual(before.rows)
  const { rows } = await house.pool.query<{ counted: string[] }>('SELECT counted FROM call_digest ORDER BY call_id')
  const kinds = rows.map(({ counted }) => counted.map((each) => each.replace(/[0-9a-f-]{36}/, 'version')).sort())
  expect(kinds.slice(0, 2)).toEqual([
    ['key:version:menu:1', 'transfer:answered'],
    ['key:version:menu:1', 'transfer:given-up'],
  ])
})

test('a batch that dies in the middle has done nothing, and is done the next time', async () => {
  await someCalls()
  await house.pool.query(`ALTER TABLE block_stat ADD CONSTRAINT full_disk CHECK (what <> 'drop')`)
  await expect(digest()).rejects.toThrow('full_disk')
  expect((await house.pool.query('SELECT 1 FROM call_digest UNION ALL SELECT 1 FROM call_stat')).rowCount).toBe(0)
  await house.pool.query('ALTER TABLE block_stat DROP CONSTRAINT full_disk')
  expect(await digest()).toBe(4)
  const [counted, found] = await bothWays('2000-01-01', '2100-01-01')
  expect(counted).toEqual(found)
})
