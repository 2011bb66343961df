import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReception } from '../reception'
import { startTestApi, type TestApi } from '../testing'

let house: TestApi
let key: string
let workspaceId: string
beforeAll(async () => {
  house = await startTestApi()
  const here = await house.enter()
  workspaceId = here.workspaceId
  key = (await here.api.keys.create({ name: 'Website', scopes: ['look', 'draw'], expiresInDays: 1 })).key
})
afterAll(() => house.close())

const somebody = { id: '01234567-89ab-7cde-8f01-23456789abcd', name: 'Mei', email: 'mei@example.com' }
const arrive = (
  headers: Record<string, string | string[]>,
  { signedIn = false, workspace }: { signedIn?: boolean; workspace?: string } = {},
) =>
  createReception(house.deps, { personOf: async () => (signedIn ? somebody : null), localUser: null })({
    headers,
    workspace,
    address: '203.0.113.7',
    fromHere: false,
  })

test('a key is in its own workspace, with its scopes', async () => {
  const { actor, place, address } = await arrive({ authorization: `Bearer ${key}` })
  expect(actor).toEqual({ kind: 'key', id: expect.any(String), name: 'Website' })
  expect(place).toMatchObject({ workspaceId, abilities: new Set(['look', 'draw']) })
  expect(address).toBe('203.0.113.7')
  expect((await arrive({ authorization: `bearer   ${key}` }, { workspace: place?.slug ?? '' })).place).toEqual(place)
})

test('in another workspace’s address it is in none', async () => {
  expect((await arrive({ authorization: `Bearer ${key}` }, { workspace: 'theirs' })).place).toBe(null)
})

test('a key and a session together are nobody', async () => {
  await expect(arrive({ authorization: `Bearer ${key}` }, { signedIn: true })).rejects.toMatchObject({
    kind: 'UNAUTHORIZED',
    userCode: 'key-and-cookie',
  })
})

test.each([`Bearer ${'x'.repeat(46)}`, `Basic ${Buffer.from('pb_:x').toString('base64')}`, '', 'pb_x'])(
  'the sign-in %j is none of ours, and nobody’s',
  async (authorization) => {
    expect((await arrive({ authorization })).actor).toBe(null)
  },
)

test.each(['Bearer pb_', `Bearer pb_${'x'.repeat(10_000)}`, "Bearer pb_' OR true --"])(
  'the key %j is refused',
  async (authorization) => {
    await expect(arrive({ authorization })).rejects.toMatchObject({ kind: 'UNAUTHORIZED', userCode: 'bad-key' })
  },
)
