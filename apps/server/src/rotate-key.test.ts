import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import { aboutSecret, createCipher, readKey } from '@patchbay/engine/secrets/cipher'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretKeys } from './secret-key'

const built = fileURLToPath(new URL('../dist/rotate-key.js', import.meta.url))

let database: Awaited<ReturnType<typeof createTestDatabase>>
let client: pg.Client
let folder = ''
const workspaceId = uuidV7()
const about = aboutSecret(workspaceId, 'api_key')

beforeEach(async () => {
  database = await createTestDatabase()
  // Named as no server of ours is.
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  folder = await mkdtemp(join(tmpdir(), 'patchbay-key-'))
  await client.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [workspaceId, 'Test'])
})
afterEach(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [built], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      PATCHBAY_KEY: '',
      PATCHBAY_KEY_NEW: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, output }))
  return { child, ended }
}

const run = (env?: Record<string, string>) => start(env).ended

async function keep(key: Buffer): Promise<void> {
  await client.query('INSERT INTO secret (workspace_id, key, ciphertext) VALUES ($1, $2, $3)', [
    workspaceId,
    'api_key',
    createCipher(key).encrypt('hush', about),
  ])
}

async function kept(key: Buffer, ...others: Buffer[]): Promise<string> {
  const { rows } = await client.query('SELECT ciphertext FROM secret')
  return createCipher(key, others).decrypt(rows[0].ciphertext, about)
}

const inFile = async (name: string) => readKey((await readFile(join(folder, name), 'utf8')).trim()) ?? Buffer.alloc(0)

test('killed in the middle, it leaves everything readable; run again, the new key is in the old one’s place', async () => {
  const { key: first } = await secretKeys({}, folder)
  await keep(first)
  const holder = new pg.Client({ connectionString: database.url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM secret FOR UPDATE')
  const { child, ended } = start()
  const waits = async () =>
    (
      await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    ).rowCount
  await expect.poll(waits, { timeout: 20_000 }).toBe(1)
  child.kill('SIGKILL')
  await ended
  await holder.end()
  expect(await kept(first)).toBe('hush')
  const between = await secretKeys({}, folder)
  expect(between.before?.equals(first)).toBe(true)
  expect(await kept(between.key, first)).toBe('hush')
  // The killed one’s connection is gone as soon as the database has noticed.
  await expect
    .poll(
      async () =>
        (
          await client.query(
            `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'patchbay'`,
          )
        ).rowCount,
      { timeout: 10_000 },
    )
    .toBe(0)

  const again = await run()
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('1 secret under the new key') })
  const second = await inFile('secret.key')
  expect(second.equals(between.key)).toBe(true)
  expect((await inFile('secret.key.old')).equals(first)).toBe(true)
  expect(existsSync(join(folder, 'secret.key.new'))).toBe(false)
  for (const name of ['secret.key', 'secret.key.old']) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  expect(await kept(second)).toBe('hush')
  expect((await secretKeys({}, folder)).before).toBeNull()
}, 60_000)

test('a server that has its key from the file must be stopped first', async () => {
  const { key } = await secretKeys({}, folder)
  await keep(key)
  const server = createPool(database.url, 1)
  await server.query('SELECT 1')
  expect(await run()).toMatchObject({ code: 1, output: expect.stringMatching(/^Patchbay is running on this database/) })
  await server.end()
  expect(existsSync(join(folder, 'secret.key.new'))).toBe(false)
  expect(await kept(key)).toBe('hush')
}, 60_000)

test('with keys from the environment servers may run on; what to do next is said', async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)]
  await keep(old)
  const server = createPool(database.url, 1)
  await server.query('SELECT 1')
  const keys = { PATCHBAY_KEY: old.toString('base64'), PATCHBAY_KEY_NEW: fresh.toString('hex') }
  expect(await run({ PATCHBAY_KEY: keys.PATCHBAY_KEY })).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^Set PATCHBAY_KEY_NEW/),
  })
  expect(await run({ ...keys, PATCHBAY_KEY: randomBytes(32).toString('base64') })).toMatchObject({
    code: 1,
    output: expect.stringContaining('Nothing was changed'),
  })
  expect(await kept(old)).toBe('hush')
  expect(await run(keys)).toMatchObject({ code: 0, output: expect.stringContaining('set PATCHBAY_KEY to it') })
  expect(await kept(fresh)).toBe('hush')
  expect(await run(keys)).toMatchObject({ code: 0 })
  await server.end()
}, 60_000)
