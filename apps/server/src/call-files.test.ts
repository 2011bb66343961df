import { addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Patchbay, startPatchbayHere } from './people.testing'

const stored = 5_000

let patchbay: Patchbay
let url: string

beforeAll(async () => {
  patchbay = await startPatchbayHere()
  url = `http://127.0.0.1:${patchbay.port}`
  const { rows } = await patchbay.pool.query<{ id: string }>('SELECT id FROM workspace')
  const workspaceId = rows[0]?.id ?? ''
  const { versionId } = await addVersion(
    patchbay.pool,
    workspaceId,
    drawFlow({ start: { block: 'answer' } }),
    '=Front "desk"',
  )
  await patchbay.pool.query(
    `INSERT INTO call (id, workspace_id, version_id, token, session, direction, caller, called, phase, disposition, state,
       open, started_at, ended_at)
     SELECT gen_random_uuid(), $1, $2, 'T' || i, 'S' || i, 'incoming', '+65' || (90000000 + i), '+6531580000', 'over',
       CASE WHEN i % 10 = 0 THEN 'broken' ELSE 'completed' END, '{"tags": ["gold"]}', false,
       '2026-03-01T00:00:00Z'::timestamptz + i * interval '1 s', '2026-03-01T00:00:07Z'::timestamptz + i * interval '1 s'
     FROM generate_series(1, $3::int) i`,
    [workspaceId, versionId, stored],
  )
})

afterAll(() => patchbay.close())

test('all calls come as CSV, the newest first, and none of them is a formula', async () => {
  const answer = await fetch(`${url}/files/calls?format=csv`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="calls-\d{4}-\d\d-\d\d\.csv"$/)
  expect(answer.headers.get('x-patchbay-calls')).toBe(String(stored))
  const [head, first, ...rest] = Buffer.from(await answer.arrayBuffer())
    .toString()
    .trimEnd()
    .split('\n')
  expect(head).toMatch(/^\uFEFFid,started_at,ended_at,seconds,/)
  expect(first).toMatch(
    /^[-0-9a-f]{36},2026-03-01T01:23:20.000Z,2026-03-01T01:23:27.000Z,7,incoming,\+6590005000,\+6531580000,"'=Front ""desk""",1,broken,/,
  )
  expect(rest).toHaveLength(stored - 1)
})

test('what is asked for comes as one array of JSON', async () => {
  const query = 'format=json&outcome=broken&from=2026-03-01T00:10:00Z&caller=%2B65900&min=6&max=7&text=gold'
  const answer = await fetch(`${url}/files/calls?${query}`)
  expect(answer.headers.get('x-patchbay-calls')).toBe('441')
  const calls = z
    .array(z.looseObject({ caller: z.string(), outcome: z.string(), tags: z.array(z.string()) }))
    .parse(await answer.json())
  expect(calls).toHaveLength(441)
  expect(calls[0]).toMatchObject({ caller: '+6590005000', outcome: 'broken', tags: ['gold'], seconds: 7 })
})

test('nothing that fits is an empty file, not a broken one', async () => {
  const ask = (format: string) => fetch(`${url}/files/calls?format=${format}&outcome=transferred`)
  expect(await (await ask('json')).json()).toEqual([])
  expect((await (await ask('csv')).text()).trim().split('\n')).toHaveLength(1)
})

test.each(['', 'format=xml', 'format=csv&mood=good', 'format=csv&min=x', 'format=csv&from=yesterday'])(
  '“%s” is refused with a sentence',
  async (query) => {
    const answer = await fetch(`${url}/files/calls?${query}`)
    expect(answer.status).toBe(400)
    expect((await answer.json()).message).toMatch(/./)
  },
)

test('those who stop in the middle leave room for the next ones', async () => {
  for (let time = 0; time < 5; time += 1) {
    const stop = new AbortController()
    const answer = await fetch(`${url}/files/calls?format=csv`, { signal: stop.signal })
    await answer.body?.getReader().read()
    stop.abort()
  }
  await expect.poll(async () => (await fetch(`${url}/files/calls?format=csv&key=1`)).status).toBe(200)
  expect(patchbay.server.output()).not.toContain('failed')
})
