import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignInLimits } from './sign-in-limits'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: ReturnType<typeof createPool>
let another: ReturnType<typeof createPool>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool(database.url, 4)
  another = createPool(database.url, 4)
})

afterAll(async () => {
  await Promise.all([pool.end(), another.end()])
  await database.drop()
})

/** Two servers on one database. */
const twoServers = () => ({ one: createSignInLimits(pool), two: createSignInLimits(another) })

test('guesses at one account from one address are ten in a quarter of an hour, at whichever server and all at once', async () => {
  const { one, two } = twoServers()
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, at) => (at % 2 ? one : two).attempt('203.0.113.1', 'ann@example.com')),
  )
  expect(waits.filter((wait) => wait === null)).toHaveLength(10)
  expect(Math.max(...waits.map(Number))).toBeLessThanOrEqual(900)
  expect(Math.min(...waits.filter((wait) => wait !== null))).toBeGreaterThan(890)
  expect(await one.attempt('203.0.113.1', ' ANN@example.com ')).not.toBe(null)
})

test('that keeps neither the owner out, who is elsewhere, nor the neighbour', async () => {
  const { one } = twoServers()
  expect(await one.attempt('203.0.113.2', 'ann@example.com')).toBe(null)
  expect(await one.attempt('203.0.113.1', 'bob@example.com')).toBe(null)
})

test('who tries many accounts is refused after fifty; all of an IPv6 network is one', async () => {
  const { one } = twoServers()
  for (let at = 0; at < 50; at += 1)
    expect(await one.attempt(`2001:db8:1:2::${at.toString(16)}`, `person-${at}@example.com`)).toBe(null)
  expect(await one.attempt('2001:db8:1:2::ffff', 'another@example.com')).not.toBe(null)
  expect(await one.attempt('2001:db8:1:3::1', 'another@example.com')).toBe(null)
})

test('who has many addresses has a hundred guesses at one account in an hour', async () => {
  const { one, two } = twoServers()
  for (let at = 0; at < 100; at += 1)
    expect(await (at % 2 ? one : two).attempt(`198.51.100.${at}`, 'eve@example.com')).toBe(null)
  expect(await one.attempt('198.51.100.200', 'eve@example.com')).not.toBe(null)
})

test('what was right is no guess', async () => {
  const { one } = twoServers()
  for (let at = 0; at < 120; at += 1) {
    expect(await one.attempt('192.0.2.1', 'often@example.com')).toBe(null)
    await one.succeeded('192.0.2.1', 'often@example.com')
  }
})

test('no account stands in the table by its name', async () => {
  const { rows } = await pool.query<{ key: string }>('SELECT key FROM attempt')
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter(({ key }) => key.includes('example'))).toEqual([])
})
