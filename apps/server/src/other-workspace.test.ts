import { wavOf } from '@patchbay/api/prompts/audio.testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Browser, beginAs, joinAs, type Patchbay, startPatchbay } from './people.testing'

/*
 * Ids of one workspace, in every place of the HTTP API and of the routes of files that takes any, asked for by an owner and by a key of
 * another one. What the operations and their parameters are, the API's own document says.
 */

const mark = 'THEIRS'
const theirKey = 'their_key'
const theirCaller = '+6591237777'

const schemaSchema = z.looseObject({ format: z.string().optional(), type: z.unknown().optional() })
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: schemaSchema.optional() })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown().optional() })) })
    .optional(),
})
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})
type Document = z.infer<typeof documentSchema>

let patchbay: Patchbay
let bob: Browser
let document: Document
let slug = ''
let keys: string[] = []
const ids: string[] = []

beforeAll(async () => {
  // Each round of requests comes from an address of its own, and with a key of its own: no limit stands before what is tested.
  patchbay = await startPatchbay({ TRUST_PROXY: 'loopback', REQUESTS_PER_MINUTE: '100000' })
  const ann = await beginAs(patchbay)
  slug = String((await ann.trpc('workspaces.create', { name: 'Theirs' })).data.slug)
  await furnish(ann)
  bob = await joinAs(patchbay, ann, 'Bob', 'viewer')
  const own = String((await bob.trpc('workspaces.create', { name: 'Mine' })).data.slug)
  await patchbay.pool.query(
    `DELETE FROM member WHERE user_id = (SELECT id FROM person WHERE email = 'bob@example.com')
       AND workspace_id <> (SELECT id FROM workspace WHERE slug = $1)`,
    [own],
  )
  const scopes = ['look', 'callers', 'draw', 'run', 'operate', 'manage']
  const made = Array.from({ length: 24 }, (_, at) =>
    bob.trpc(`/w/${own}/trpc/keys.create`, { name: `Key ${at}`, scopes, expiresInDays: null }),
  )
  keys = (await Promise.all(made)).map(({ data }) => String(data.key))
  document = documentSchema.parse((await bob.ask('/api/v1/openapi.json')).body)
  for (const table of [
    'flow',
    'flow_version',
    'flow_checkpoint',
    'prompt',
    'lookup_table',
    'saved_view',
    'call',
    'workspace',
  ]) {
    const { rows } = await patchbay.pool.query(
      `SELECT t.id FROM ${table} t JOIN workspace w ON w.slug = $1 AND w.id = ${table === 'workspace' ? 't.id' : 't.workspace_id'}`,
      [slug],
    )
    for (const { id } of z.array(z.object({ id: z.uuid() })).parse(rows)) ids.push(id)
  }
}, 60_000)
afterAll(() => patchbay.close())

/** Something of everything, and a call that left a recording. */
async function furnish(ann: Browser): Promise<void> {
  const at = (path: string) => `/w/${slug}/trpc/${path}`
  const flow = (await ann.trpc(at('flows.create'), { name: `${mark} flow`, from: 'auto-attendant' })).data.id
  await ann.trpc(at('flows.keep'), { id: flow, revision: 1, note: mark })
  expect((await ann.trpc(at('flows.publish'), { id: flow, revision: 1, numberIds: [], note: mark })).message).toBe('')
  const prompt = (await ann.trpc(at('prompts.create'), { key: theirKey, name: mark })).data.id
  await ann.trpc(at('prompts.setText'), { id: prompt, language: 'en', text: mark, gender: null })
  await ann.trpc(at('secrets.set'), { key: theirKey, value: mark })
  await ann.trpc(at('views.save'), { name: mark, query: 'outcome=broken' })
  const cookie = [...ann.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const table = await send(`/w/${slug}/files/tables?key=${theirKey}&name=${mark}`, 'POST', {
    headers: { cookie, origin: patchbay.url, 'content-type': 'text/csv' },
    body: `${mark},b\n1,2\n`,
  })
  expect([table.status, table.text]).toEqual([200, expect.anything()])
  const { rows } = await patchbay.pool.query(
    `WITH w AS (SELECT id FROM workspace WHERE slug = $1), v AS (SELECT v.id FROM flow_version v JOIN w ON w.id = v.workspace_id LIMIT 1),
       c AS (INSERT INTO call (id, workspace_id, version_id, token, session, direction, caller, called, phase, state, last_seq, open, digested)
         SELECT gen_random_uuid(), w.id, v.id, 'their-call', $2, 'incoming', $3, '+6531580000', 'over', '{}', 1, false, true FROM w, v RETURNING id, workspace_id)
     SELECT id FROM c`,
    [slug, mark, theirCaller],
  )
  expect(rows).toHaveLength(1)
}

/** A value for a place: their id, or what else of theirs it could name. */
function valueFor(name: string, schema: unknown, id: string, depth = 0): unknown {
  const shape = z
    .looseObject({
      $ref: z.string().optional(),
      type: z.union([z.string(), z.array(z.string())]).optional(),
      format: z.string().optional(),
      enum: z.array(z.unknown()).optional(),
      const: z.unknown().optional(),
      anyOf: z.array(z.unknown()).optional(),
      oneOf: z.array(z.unknown()).optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
      items: z.unknown().optional(),
      minimum: z.number().optional(),
    })
    .catch({})
    .parse(schema)
  if (shape.format === 'uuid' || /id$/i.test(name)) return id
  if (name === 'key') return theirKey
  if (['number', 'confirm', 'dest', 'callerId', 'caller'].includes(name)) return theirCaller
  if (name === 'language') return 'en'
  if (depth > 6) return null
  if (shape.$ref !== undefined)
    return valueFor(name, document.components.schemas[shape.$ref.split('/').at(-1) ?? ''], id, depth + 1)
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const choice = (shape.anyOf ?? shape.oneOf)?.[0]
  if (choice !== undefined) return valueFor(name, choice, id, depth + 1)
  switch ([shape.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([field, part]) => [field, valueFor(field, part, id, depth + 1)]),
      )
    case 'array':
      return [valueFor(name, shape.items, id, depth + 1)]
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return 'x'
  }
}

type Way = { name: string; prefix: string; headers: Record<string, string>; inPlace: boolean }

async function askAll(id: string, { prefix, headers, inPlace }: Way): Promise<string[]> {
  const told: string[] = []
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { parameters, requestBody }] of Object.entries(methods)) {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        /id$/i.test(name) ? id : name === 'seq' ? '1' : 'en',
      )
      const query = parameters
        .filter((each) => each.in === 'query')
        .flatMap(({ name, schema }) => {
          const value = valueFor(name, schema, id)
          if (typeof value !== 'object') return [`${name}=${encodeURIComponent(String(value))}`]
          return []
        })
      const sent = requestBody?.content['application/json']
      const type = Object.keys(requestBody?.content ?? {})[0] ?? ''
      const body = sent
        ? JSON.stringify(valueFor('', sent.schema, id))
        : type.startsWith('audio')
          ? new Uint8Array(wavOf(1))
          : type
            ? 'a,b\n1,2\n'
            : null
      const address = `${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`
      // What takes no id is asked once.
      if (id !== ids[0] && !`${address}${sent ? body : ''}`.includes(id)) continue
      const answer = await send(prefix + address, method.toUpperCase(), {
        headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
        body,
      })
      if (answer.text.includes(mark)) told.push(`${method} ${path}: ${answer.text.slice(0, 300)}`)
      for (const other of ids)
        if (other !== id && answer.text.includes(other)) told.push(`${method} ${path} told ${other}`)
      if (answer.status === 429) told.push(`${method} ${path} was too much`)
      if (answer.status >= 500) told.push(`${method} ${path}: ${answer.status}`)
      // In an address of theirs, nobody from elsewhere is let in at all.
      if (inPlace && answer.status < 400 && !path.endsWith('openapi.json')) told.push(`${method} ${path} was let in`)
    }
  return told
}

async function send(
  path: string,
  method: string,
  { headers, body }: { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> | null },
): Promise<{ status: number; text: string }> {
  const answer = await fetch(patchbay.url + path, { method, headers, body })
  return { status: answer.status, text: await answer.text() }
}

async function contents(): Promise<string> {
  const parts: string[] = []
  for (const table of [
    'flow',
    'flow_version',
    'flow_checkpoint',
    'prompt',
    'secret',
    'saved_view',
    'call',
    'member',
    'invitation',
    'api_key',
  ]) {
    const { rows } = await patchbay.pool.query(
      `SELECT t::text AS row FROM ${table} t JOIN workspace w ON w.id = t.workspace_id AND w.slug = $1 ORDER BY 1`,
      [slug],
    )
    parts.push(`${table} ${JSON.stringify(rows)}`)
  }
  return parts.join('\n')
}

function waysOf(at: number): Way[] {
  const cookie = [...bob.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const from = (way: number) => ({ 'x-forwarded-for': `203.0.${way}.${at + 1}` })
  const program = (way: number) => ({ authorization: `Bearer ${keys[(2 * at + way) % keys.length]}`, ...from(way) })
  const session = (way: number) => ({ cookie, origin: patchbay.url, ...from(way) })
  return [
    { name: 'an owner, at home', prefix: '', headers: session(0), inPlace: false },
    { name: 'an owner, in their address', prefix: `/w/${slug}`, headers: session(1), inPlace: true },
    { name: 'a key, at home', prefix: '', headers: program(2), inPlace: false },
    { name: 'a key, in their address', prefix: `/w/${slug}`, headers: program(3), inPlace: true },
  ]
}

test('ids of another workspace tell nothing and change nothing, in any operation, by any way in, files and recordings included', async () => {
  expect(ids.length).toBeGreaterThan(6)
  expect(Object.keys(document.paths).length).toBeGreaterThan(60)
  const before = await contents()
  expect(before).toContain(mark)
  for (const [at, id] of ids.entries())
    for (const way of waysOf(at)) expect([way.name, id, await askAll(id, way)]).toEqual([way.name, id, []])
  expect(await contents()).toBe(before)
}, 120_000)
