import { randomUUID } from 'node:crypto'
import { fileOperations } from '@patchbay/api/http-api/file-operations'
import { openApi } from '@patchbay/api/http-api/open-api'
import { operationsOf } from '@patchbay/api/http-api/operations'
import type { Ability } from '@patchbay/api/roles'
import { type AppRouter, appRouter } from '@patchbay/api/router'
import { createDb, type Db } from '@patchbay/db/client'
import { createTRPCClient, httpLink } from '@trpc/client'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Patchbay, startPatchbayHere } from './people.testing'

let patchbay: Patchbay
let db: Db
let url: string

beforeAll(async () => {
  patchbay = await startPatchbayHere()
  db = createDb(patchbay.env.DATABASE_URL)
  url = `http://127.0.0.1:${patchbay.port}`
})
afterAll(async () => {
  await db.$disconnect()
  await patchbay.close()
})

const owner = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })

async function keyWith(...scopes: Ability[]): Promise<{ id: string; key: string }> {
  return owner().keys.create.mutate({ name: scopes.join(' '), scopes, expiresInDays: null })
}

const ask = (key: string, path: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } })

const post = (key: string, path: string, body: unknown, type = 'application/json') =>
  ask(key, path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) })

const all: Ability[] = ['look', 'callers', 'draw', 'run', 'operate', 'manage']

describe('a key', () => {
  test('is 43 characters after pb_, kept only as a hash, and tells when it was last used', async () => {
    const { id, key } = await keyWith('look')
    expect(key).toMatch(/^pb_[A-Za-z0-9_-]{43}$/)
    const row = await db.apiKey.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(key.slice(8))
    expect(row).toMatchObject({
      start: key.slice(0, 7),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      lastUsedAt: null,
    })
    expect((await ask(key, '/api/v1/flows/list')).status).toBe(200)
    const { lastUsedAt } = await db.apiKey.findUniqueOrThrow({ where: { id } })
    expect(Date.now() - Number(lastUsedAt)).toBeLessThan(10_000)
    await ask(key, '/api/v1/flows/list')
    expect((await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt).toEqual(lastUsedAt)
  })

  test('does what its scopes hold, by tRPC, by HTTP and with files, and signs with its name', async () => {
    const { key } = await keyWith('look', 'draw')
    const program = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${url}/trpc`, headers: { authorization: `Bearer ${key}` } })],
    })
    const { id } = await program.flows.create.mutate({ name: 'Of a program' })
    expect(await (await ask(key, `/api/v1/flows/get?id=${id}`)).json()).toMatchObject({ name: 'Of a program' })
    const renamed = await post(key, '/api/v1/flows/rename', { id, name: 'Renamed' })
    expect([renamed.status, await renamed.json()]).toEqual([200, { name: 'Renamed' }])
    const table = await ask(key, '/files/tables?key=of_a_key&name=Staff', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'ext,name\n12,Mei\n',
    })
    expect(table.status).toBe(200)
    expect(await owner().tables.list.query()).toMatchObject([{ updatedBy: 'look draw' }])
    const archived = await post(key, '/api/v1/flows/archive', { id })
    expect(archived.status).toBe(200)
    expect(await db.auditEntry.findFirst({ where: { action: 'flow.archive' } })).toMatchObject({
      actorKind: 'key',
      actorName: 'look draw',
      address: '127.0.0.1',
    })
  })

  test.each([
    ['that nobody made', `pb_${'x'.repeat(43)}`, 'bad-key'],
    ['that is half of one', 'pb_', 'bad-key'],
    ['with more behind it', 'pb_a b c', 'bad-key'],
  ])('%s is refused with a sentence, also where whoever sits here needs none', async (_, key, userCode) => {
    const refused = await ask(key, '/api/v1/flows/list')
    expect(refused.status).toBe(401)
    expect(await refused.json()).toEqual({
      error: { code: 'UNAUTHORIZED', userCode, message: expect.stringMatching(/API key.*\.$/), details: null },
    })
    const byTrpc = await ask(key, '/trpc/flows.list')
    expect([byTrpc.status, await byTrpc.json()]).toMatchObject([401, { error: { data: { userCode } } }])
    expect((await ask(key, '/files/calls?format=csv')).status).toBe(401)
  })

  test('that was revoked or has expired is refused from the next request on', async () => {
    const revoked = await keyWith('look')
    await owner().keys.revoke.mutate({ id: revoked.id })
    const expired = await keyWith('look')
    await db.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    for (const [{ key }, userCode] of [
      [revoked, 'bad-key'],
      [expired, 'expired-key'],
    ] as const) {
      const answer = await ask(key, '/api/v1/flows/list')
      expect([answer.status, await answer.json()]).toMatchObject([401, { error: { userCode } }])
    }
  })

  test('of one workspace is nobody in another one, whatever the address says', async () => {
    const other = await db.workspace.create({ data: { name: 'Theirs', slug: 'theirs' } })
    const flow = await db.flow.create({ data: { workspaceId: other.id, name: 'Theirs', draft: {} } })
    const { key } = await keyWith(...all)
    const [mine] = await owner()
      .session.get.query()
      .then(({ workspaces }) => workspaces)
    expect((await ask(key, `/w/${mine?.slug}/api/v1/flows/list`)).status).toBe(200)
    const elsewhere = await ask(key, '/w/theirs/api/v1/flows/list')
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([404, { error: { userCode: 'no-workspace' } }])
    expect((await ask(key, `/api/v1/flows/get?id=${flow.id}`)).status).toBe(404)
  })

  test('lets nobody in: it makes no other key and invites no one, whatever its scopes', async () => {
    const { key } = await keyWith(...all)
    expect((await post(key, '/api/v1/keys/create', {})).status).toBe(404)
    const body = { name: 'Another', scopes: all, expiresInDays: null }
    const byTrpc = await post(key, '/trpc/keys.create', body)
    expect([byTrpc.status, await byTrpc.json()]).toMatchObject([403, { error: { data: { userCode: 'in-person' } } }])
    const invitation = await post(key, '/trpc/members.invite', { email: 'jo@example.com', role: 'owner' })
    expect(await invitation.json()).toMatchObject({ error: { data: { userCode: 'in-person' } } })
  })
})

describe('too much of one key', () => {
  test('is refused with 429 and when to come back, in the form of what was asked; other keys go on', async () => {
    const { key } = await keyWith('look', 'callers')
    const batch = Array.from({ length: 50 }, () => 'system.info').join(',')
    for (let at = 0; at < 12; at += 1) expect((await ask(key, `/trpc/${batch}?batch=1`)).status).toBe(200)
    const refused = await ask(key, '/api/v1/flows/list')
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    const message = expect.stringMatching(/^That was too much at once\. Try again in \d+ seconds?\.$/)
    const told = { userCode: 'too-many', details: { retryAfter: expect.any(Number) } }
    expect(await refused.json()).toEqual({ error: { code: 'TOO_MANY_REQUESTS', message, ...told } })
    const byTrpc = await ask(key, '/trpc/flows.list')
    expect([byTrpc.status, byTrpc.headers.has('retry-after')]).toEqual([429, true])
    expect(await byTrpc.json()).toMatchObject({ error: { message, data: { code: 'TOO_MANY_REQUESTS', ...told } } })
    const file = await ask(key, '/files/calls?format=csv')
    expect([file.status, await file.json()]).toEqual([429, { message, ...told }])
    const other = await keyWith('look')
    expect((await ask(other.key, '/api/v1/flows/list')).status).toBe(200)
  })
})

describe('scopes', () => {
  const document = JSON.parse(JSON.stringify(openApi(appRouter, { server: 'http://x', version: '1' })))
  const id = randomUUID()

  test.each(all)('without %s, nothing that needs it is done; nothing else is refused for it', async (scope) => {
    const others = (await keyWith(...all.filter((each) => each !== scope))).key
    for (const { path, method, ability } of operationsOf(appRouter)) {
      if (method === 'get' && ability !== scope) continue
      const answer = method === 'get' ? await ask(others, path) : await post(others, path, { nothing: 'real' })
      const told = z
        .object({ error: z.object({ userCode: z.string().nullable(), details: z.unknown() }) })
        .safeParse(await answer.json().catch(() => null))
      const refused = told.success && told.data.error.userCode === 'may-not'
      expect({ path, refused }).toEqual({ path, refused: ability === scope })
      expect(document.paths[path][method]['x-scope']).toBe(ability)
    }
    for (const { path, method, ability } of Object.values(fileOperations)) {
      const at = path.replace('{id}', id).replace('{callId}', id).replace('{seq}', '1').replace('{language}', 'en')
      const type = at.includes('prompts') ? 'audio/mpeg' : 'text/csv'
      const init =
        method === 'get' ? {} : { method: method.toUpperCase(), headers: { 'content-type': type }, body: 'a,b' }
      const { status } = await ask(others, at, init)
      expect({ method, path, refused: status === 403 }).toEqual({ method, path, refused: ability === scope })
    }
  })
})

describe('the document', () => {
  test('is there for everybody, and names the address that it came from', async () => {
    const answer = await fetch(`${url}/api/v1/openapi.json`)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url }] })
  })

  test('tells what answers look like: what is really answered fits its schema', async () => {
    const document = await (await fetch(`${url}/api/v1/openapi.json`)).json()
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api')
    const { key } = await keyWith(...all)
    const [flow] = z.array(z.object({ id: z.string() })).parse(await (await ask(key, '/api/v1/flows/list')).json())
    const number = (await owner().numbers.list.query())[0]
    const control = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await fetch(`${url}/simulator/control/calls`, {
      ...control,
      body: JSON.stringify({ from: '+6591234567', to: number?.e164 }),
    })
    await expect.poll(async () => (await owner().calls.list.query({})).calls.length).toBeGreaterThan(0)
    const [call] = (await owner().calls.list.query({})).calls
    const queries: Record<string, string> = {
      'flows.get': `id=${flow?.id}`,
      'flows.history': `id=${flow?.id}`,
      'flows.neighbours': `id=${flow?.id}`,
      'flows.version': `versionId=${number?.version?.id}`,
      'flows.export': `ids=${flow?.id}`,
      'calls.get': `id=${call?.id}`,
      'calls.find': 'session=nobody',
      'callers.find': 'number=%2B6591234567',
      'hours.regions': 'country=DE',
      'hours.holidays': 'country=SG&year=2026',
      'stats.version': `versionId=${number?.version?.id}&period[from]=2026-01-01T00:00:00Z&period[to]=2026-12-31T00:00:00Z`,
      'stats.flow': `flowId=${flow?.id}&period[from]=2026-01-01T00:00:00Z&period[to]=2026-12-31T00:00:00Z`,
      'stats.calls': 'period[from]=2026-01-01T00:00:00Z&period[to]=2026-12-31T00:00:00Z&zone=UTC',
    }
    const unasked: string[] = []
    for (const { path, method, procedure } of operationsOf(appRouter)) {
      if (method !== 'get') continue
      const answer = await ask(key, `${path}?${queries[procedure] ?? ''}`)
      if (answer.status !== 200) {
        unasked.push(procedure)
        continue
      }
      const at = `api#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`
      const fits = ajv.validate({ $ref: at }, await answer.json())
      expect({ procedure, fits, errors: ajv.errors }).toEqual({ procedure, fits: true, errors: null })
    }
    // These want something that a new Patchbay does not have.
    expect(unasked.toSorted()).toEqual(['flows.checkpoint', 'prompts.get', 'prompts.history', 'tables.get'])
  })
})

describe('a request', () => {
  let key: string
  beforeAll(async () => {
    key = (await keyWith(...all)).key
  })
  const errorOf = async (answer: Response) => ({ status: answer.status, ...(await answer.json()).error })

  test('says numbers, flags, lists and groups of fields in its address', async () => {
    const page = await ask(key, '/api/v1/calls/list?limit=1&filter[direction]=incoming&filter[min]=0')
    expect([page.status, await page.json()]).toMatchObject([200, { calls: expect.any(Array) }])
    expect((await ask(key, '/api/v1/flows/list?archived=true')).status).toBe(200)
  })

  test.each([
    ['/api/v1/calls/list?limit=many', 'limit', 400],
    ['/api/v1/calls/list?limit=1&limit=2', 'limit', 400],
    ['/api/v1/calls/list?filter[min]=-1', 'filter.min', 400],
    ['/api/v1/calls/list?__proto__[x]=1', '', 400],
    ['/api/v1/flows/get', 'id', 400],
    ['/api/v1/flows/get?id=7', 'id', 400],
  ])('%s is refused in a sentence that names the place', async (path, place, status) => {
    const error = await errorOf(await ask(key, path))
    expect(error).toMatchObject({ status, code: 'BAD_REQUEST' })
    expect(error.message).toContain(place)
  })

  test.each([
    ['GET', '/api/v1/flows/create', 405, 'POST'],
    ['POST', '/api/v1/flows/list', 405, 'GET'],
    ['GET', '/api/v1/nothing/here', 404, 'openapi.json'],
    ['GET', '/api/v1/session/get', 404, 'openapi.json'],
    ['GET', '/api/v1/live/onNow', 404, 'openapi.json'],
  ])('%s %s: %d', async (method, path, status, words) => {
    const init = method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: '{}' }
    const error = await errorOf(await ask(key, path, init))
    expect(error.status).toBe(status)
    expect(error.message).toContain(words)
  })

  test('that changes something has to be JSON: another site’s page can’t send that without asking', async () => {
    const before = await owner().flows.list.query()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await post(key, '/api/v1/flows/create', { name: 'X' }, type)).status).toBe(415)
    expect((await ask(key, '/api/v1/numbers/sync', { method: 'POST' })).status).toBe(415)
    expect((await post(key, '/api/v1/numbers/sync', {})).status).toBe(200)
    expect(
      await errorOf(
        await ask(key, '/api/v1/flows/create', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{',
        }),
      ),
    ).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    expect(await owner().flows.list.query()).toHaveLength(before.length)
  })

  test('that nobody has anything to say to is answered with 204', async () => {
    const { workspaceId } = await db.member.findFirstOrThrow()
    const { id } = await db.alert.create({ data: { workspaceId, code: 'shed', subject: 'x', message: 'Turned away.' } })
    const answer = await post(key, '/api/v1/alerts/dismiss', { id })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  test('with what is stale gets the newer one in the details', async () => {
    const { id } = await owner().flows.create.mutate({ name: 'Stale' })
    const document = (await owner().flows.get.query({ id })).document
    await owner().flows.save.mutate({ id, revision: 1, document })
    const error = await errorOf(await post(key, '/api/v1/flows/save', { id, revision: 1, document }))
    expect(error).toMatchObject({ status: 409, code: 'CONFLICT', userCode: 'stale-revision', details: { revision: 2 } })
  })
})
