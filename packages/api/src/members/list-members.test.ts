import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing'
import { listMembers } from './list-members'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())

test('who leaves while members are listed is not listed', async () => {
  const { workspaceId } = await house.enter()
  const join = async (name: string) => {
    const { id } = await house.db.user.create({ data: { name, email: `${name.toLowerCase()}@example.com` } })
    await house.db.member.create({ data: { workspaceId, userId: id, role: 'viewer' } })
    return id
  }
  await join('Mei')
  const leaving = await join('Tom')
  const context = house.contextOf(workspaceId)
  const names = async () => (await listMembers(context)).members.map(({ name }) => name)
  expect(await names()).toEqual(['Mei', 'Tom'])

  // People can't be read before Tom has left; members could be.
  const client = await house.pool.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE person IN ACCESS EXCLUSIVE MODE')
  const listing = names()
  await expect
    .poll(async () => {
      const { rows } = await client.query(
        `SELECT count(*)::int AS waiting FROM pg_locks WHERE relation = 'person'::regclass AND NOT granted`,
      )
      return rows[0]
    })
    .toEqual({ waiting: 1 })
  await client.query('DELETE FROM member WHERE user_id = $1', [leaving])
  await client.query('COMMIT')
  client.release()
  expect(await listing).toEqual(['Mei'])
})
