import { randomBytes } from 'node:crypto'
import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addWorkspace } from '../testing'
import { uuidV7 } from '../uuid-v7'
import { aboutAccount, aboutDigits, aboutKeptKey, aboutSecret, type Cipher, createCipher } from './cipher'
import { ciphertexts } from './ciphertexts'
import { rotateKey, UnreadableError } from './rotate-key'

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]
const old = createCipher(oldKey)
const fresh = createCipher(newKey)

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: Pool
let workspaceId = ''
let accountId = ''
const callId = uuidV7()
const many = 1_200

beforeEach(async () => {
  database = await createTestDatabase()
  pool = createPool(database.url)
  workspaceId = await addWorkspace(pool)
  accountId = (await pool.query('SELECT id FROM carrier_account')).rows[0].id
  const put = (text: string, values: unknown[]) => pool.query(text, values)
  await put('UPDATE carrier_account SET token = $1', [old.encrypt('token', aboutAccount(accountId))])
  await put('INSERT INTO secret (workspace_id, key, ciphertext) VALUES ($1, $2, $3)', [
    workspaceId,
    'api_key',
    old.encrypt('hush', aboutSecret(workspaceId, 'api_key')),
  ])
  await put('INSERT INTO kept_key (name, ciphertext) VALUES ($1, $2)', [
    'sessions',
    old.encrypt('signs', aboutKeptKey('sessions')),
  ])
  const tokens = Array.from({ length: many }, (_, at) => `t${at}`)
  await put(
    'INSERT INTO call_private (call_id, workspace_id, token, ciphertext) SELECT $1, $2, * FROM unnest($3::text[], $4::bytea[])',
    [callId, workspaceId, tokens, tokens.map((token) => old.encrypt(`digits of ${token}`, aboutDigits(callId, token)))],
  )
})
afterEach(async () => {
  await pool.end()
  await database.drop()
})

/** What can be read of everything under these keys. */
async function read(cipher: Cipher): Promise<string[]> {
  const [accounts, secrets, digits] = await Promise.all([
    pool.query('SELECT token FROM carrier_account'),
    pool.query('SELECT ciphertext FROM secret'),
    pool.query('SELECT token, ciphertext FROM call_private'),
  ])
  return [
    cipher.decrypt(accounts.rows[0].token, aboutAccount(accountId)),
    cipher.decrypt(secrets.rows[0].ciphertext, aboutSecret(workspaceId, 'api_key')),
    ...digits.rows.map((row) => cipher.decrypt(row.ciphertext, aboutDigits(callId, row.token))),
  ]
}

const rotate = (leaveUnreadable = false) => rotateKey(pool, { old, fresh, leaveUnreadable })
const counts = async () => (await rotate()).map(({ of, changed, done }) => [of.table, changed, done])

test('every column of bytes in the database is in the list, under its primary key', async () => {
  const { rows } = await pool.query(
    `SELECT c.table_name AS table, c.column_name AS column,
       (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = quote_ident(c.table_name)::regclass AND i.indisprimary) AS key
     FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.data_type = 'bytea' ORDER BY 1, 2`,
  )
  const listed = ciphertexts.map(({ table, column, key }) => ({ table, column, key: [...key] }))
  expect(listed.sort((a, b) => (a.table < b.table ? -1 : 1))).toEqual(rows)
})

test('everything is encrypted anew, and a second time nothing is left to do', async () => {
  const before = await read(old)
  expect(await counts()).toEqual([
    ['secret', 1, 0],
    ['carrier_account', 1, 0],
    ['kept_key', 1, 0],
    ['call_private', many, 0],
  ])
  expect((await read(fresh)).sort()).toEqual(before.sort())
  expect(() => old.decrypt(fresh.encrypt('x', 'x'), 'x')).toThrow()
  expect(await counts()).toEqual([
    ['secret', 0, 1],
    ['carrier_account', 0, 1],
    ['kept_key', 0, 1],
    ['call_private', 0, many],
  ])
})

describe('interrupted half-way', () => {
  test('by a connection that breaks, it has changed nothing, and goes through the next time', async () => {
    const before = await read(old)
    // Somebody holds the last row that it needs: everything before is written, and nothing committed.
    const holder = await pool.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT 1 FROM call_private ORDER BY call_id DESC, token DESC LIMIT 1 FOR UPDATE')
    const rotating = rotate().catch((error: unknown) => error)
    const waiting = async () =>
      (
        await pool.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).rows[0]?.pid
    await expect.poll(waiting).toEqual(expect.any(Number))
    await pool.query('SELECT pg_terminate_backend($1)', [await waiting()])
    expect(await rotating).toBeInstanceOf(Error)
    await holder.query('ROLLBACK')
    holder.release()
    expect((await read(old)).sort()).toEqual(before.sort())
    await rotate()
    expect((await read(fresh)).sort()).toEqual(before.sort())
  })

  test('whoever has both keys can read everything before, after, and in between', async () => {
    const both = createCipher(newKey, [oldKey])
    await pool.query('UPDATE secret SET ciphertext = $1', [both.encrypt('new', aboutSecret(workspaceId, 'api_key'))])
    expect(await read(both)).toHaveLength(many + 2)
    await rotate()
    expect(await read(both)).toHaveLength(many + 2)
    expect((await read(fresh))[1]).toBe('new')
  })
})

test('what can be read under neither key stops it with nothing changed, unless it shall be left', async () => {
  await pool.query('UPDATE secret SET ciphertext = $1', [
    createCipher(randomBytes(32)).encrypt('lost', aboutSecret(workspaceId, 'api_key')),
  ])
  await expect(rotate()).rejects.toThrow(UnreadableError)
  const { rows } = await pool.query('SELECT token FROM carrier_account')
  expect(old.decrypt(rows[0].token, aboutAccount(accountId))).toBe('token')
  expect((await rotate(true)).map(({ unreadable }) => unreadable)).toEqual([1, 0, 0, 0])
})

test('a row’s ciphertext is of no use in another row', async () => {
  const other = uuidV7()
  const { rows } = await pool.query('SELECT token FROM carrier_account')
  expect(() => old.decrypt(rows[0].token, aboutAccount(other))).toThrow()
})
