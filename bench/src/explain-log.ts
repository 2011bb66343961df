import type { CallFilter } from '@patchbay/api/calls/call-filter'
import { searchCalls, standTogether } from '@patchbay/api/calls/call-search'
import { findCalls } from '@patchbay/api/calls/find-calls'
import { createDb } from '@patchbay/db/client'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import pg from 'pg'
import { z } from 'zod'

/*
 * `npm run explain:log`: how the log’s first page is found, for each thing that it can be narrowed by, in a database that
 * `npm run generate:calls` filled (`DATABASE_URL`, or `DATA_DIR`). Prints Markdown: a table, then the plans.
 */

const lines = z.array(z.object({ 'QUERY PLAN': z.string() }))
const versions = z.array(
  z.object({ flow_id: z.string(), name: z.string(), number: z.number(), workspace_id: z.string() }),
)
const numbers = z.array(z.object({ id: z.string(), e164: z.string() }))
const pageSize = 51

const local = process.env.DATABASE_URL === undefined
const { url, stop } = local
  ? await startLocalPostgres({ dataDir: process.env.DATA_DIR ?? '.data' })
  : { url: process.env.DATABASE_URL ?? '', stop: async () => undefined }
const client = new pg.Client({ connectionString: url })
await client.connect()
try {
  await explain()
} finally {
  await client.end()
  await stop()
}

async function explain(): Promise<void> {
  const made = versions.parse(
    (
      await client.query(
        `SELECT v.flow_id::text, f.name, v.number, f.workspace_id::text FROM flow_version v JOIN flow f ON f.id = v.flow_id
         WHERE f.name LIKE '%, generated' ORDER BY f.name, v.number`,
      )
    ).rows,
  )
  const [number] = numbers.parse(
    (await client.query(`SELECT id::text, e164 FROM phone_number WHERE label = 'Generated 1' ORDER BY e164 LIMIT 1`))
      .rows,
  )
  const bakery = made.find(({ name }) => name.startsWith('Bakery'))
  if (!bakery || !number) throw new Error('Fill the database first: npm run generate:calls -- 1000000')
  const workspaceId = bakery.workspace_id
  const year = { from: new Date(Date.now() - 365 * 86_400_000).toISOString(), to: new Date().toISOString() }
  const half = new Date(Date.now() - 182 * 86_400_000)
  const cases: [string, CallFilter, before?: Date][] = [
    ['nothing', {}],
    ['nothing, half a year down the list', {}, half],
    [
      'a week of half a year ago',
      { from: half.toISOString(), to: new Date(half.getTime() + 7 * 86_400_000).toISOString() },
    ],
    ['a number', { numberId: number.id }],
    ['a flow', { flowId: bakery.flow_id }],
    ['a version that answered for a month, half a year ago', { flowId: bakery.flow_id, version: 2 }],
    ['calls that we made', { direction: 'outgoing' }],
    ['broken (all of them half a year ago)', { outcome: 'broken' }],
    ['under way', { outcome: 'running' }],
    ['key 1', { key: '1' }],
    ['a number of six digits that was entered', { key: '004711' }],
    ['a tag', { tag: 'voicemail' }],
    ['a problem of one call in 400', { problem: 'refused' }],
    ['a problem of half a year ago', { problem: 'dead-end' }],
    ['a transfer that was answered', { transfer: 'answered' }],
    ['a transfer that failed', { transfer: 'failed' }],
    ['key 1, chosen at one menu', { chose: `${bakery.flow_id}:menu:1` }],
    ['nine in the morning, of a year', { ...year, hour: '9@Asia/Singapore' }],
    ['four at night, of a year', { ...year, hour: '4@Asia/Singapore' }],
    ['four at night, of a year, and a number', { ...year, hour: '4@Asia/Singapore', numberId: number.id }],
    ['callers from Singapore', { caller: '+65' }],
    ['a rare beginning', { caller: '+65988' }],
    ['one caller', { caller: '+6590000024' }],
    ['withheld', { caller: 'withheld' }],
    ['longer than ten minutes', { min: 600 }],
    ['shorter than five seconds', { max: 4 }],
    ['words: a tag', { text: 'booking kept' }],
    ['words: a number as people write it', { text: '9000 0024' }],
    ['words: what was entered', { text: '004711' }],
    ['words: how numbers of a country begin', { text: '+44 77' }],
    ['a number, a key and an outcome', { numberId: number.id, key: '2', outcome: 'caller-hung-up' }],
    ['two that are far apart', { problem: 'dead-end', caller: 'withheld' }],
    ['two that never meet', { outcome: 'broken', direction: 'outgoing' }],
    ['two common ones that never meet', { tag: 'booking kept', direction: 'incoming' }],
    ['two common ones that never meet, by words', { text: 'booking sales' }],
  ]
  const plans: string[] = []
  const db = createDb(url)
  await db.$connect()
  console.log('| asked for | first | again | calls on the page | found |\n|---|---|---|---|---|')
  for (const [what, filter, start] of cases) {
    const before = start && { startedAt: start, id: '00000000-0000-0000-0000-000000000000' }
    const search = { filter, limit: pageSize, before }
    const timed = async () => {
      const from = performance.now()
      const found = await findCalls({ db, workspaceId }, search).catch((error: Error) => error.message)
      return { ms: performance.now() - from, rows: typeof found === 'string' ? found : found.length }
    }
    const first = await timed()
    const again = await timed()
    const alone = standTogether(filter)
    const near = searchCalls({ ...search, workspaceId, reach: 'near' })
    const far = !alone && (await client.query(near.text, near.values)).rowCount !== pageSize
    const way = alone ? 'in one index' : far ? 'by what is rare' : 'among the newest'
    console.log(`| ${what} | ${first.ms.toFixed(0)} ms | ${again.ms.toFixed(0)} ms | ${again.rows} | ${way} |`)
    const { text, values } = searchCalls({ ...search, workspaceId, reach: far ? 'far' : 'near' })
    await client.query('BEGIN')
    if (far)
      await client.query(
        'SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = 4500',
      )
    const plan = await client.query(`EXPLAIN (ANALYZE, COSTS OFF, BUFFERS) ${text}`, values).then(
      ({ rows }) =>
        lines
          .parse(rows)
          .map((row) => row['QUERY PLAN'])
          .join('\n'),
      (error: Error) => error.message,
    )
    await client.query('ROLLBACK')
    plans.push(`### ${what}\n\n\`\`\`\n${plan}\n\`\`\``)
  }
  await db.$disconnect()
  console.log(`\n${plans.join('\n\n')}`)
}
