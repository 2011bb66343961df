import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestApi, type TestApi } from '../testing'
import { findPlace } from './find-place'

let house: TestApi
let userId: string
beforeAll(async () => {
  house = await startTestApi()
  const { workspaceId } = await house.enter()
  const { id } = await house.db.user.create({ data: { name: 'Mei', email: 'mei@example.com' } })
  userId = id
  await house.db.member.create({ data: { workspaceId, userId, role: 'viewer' } })
})
afterAll(() => house.close())

test('who names no workspace is in their first one; who names one is there or nowhere', async () => {
  const first = z.object({ slug: z.string() }).parse(await findPlace(house, userId, undefined))
  expect(await findPlace(house, userId, first.slug)).toMatchObject(first)
  expect(await findPlace(house, userId, 'somewhere-else')).toBe(null)
})

test.each(['', 'a\0b', '\ud800', 'x'.repeat(3_000), 'Their House', "' OR true --", '../x', '__proto__'])(
  'what can be no workspace’s address is nobody’s, and asks the database nothing: %j',
  async (slug) => {
    expect(await findPlace(house, userId, slug)).toBe(null)
  },
)
