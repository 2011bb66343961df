import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppRouter } from '@patchbay/api/router'
import { catalogueOf, contentOf, sql } from '@patchbay/db/backup/catalogue.testing'
import { createTestDatabase } from '@patchbay/db/test-database'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { freePort, isFree, type ServerProcess, startServer, takenPort } from './process.testing'

/** Each starts servers and databases of its own. */
vi.setConfig({ testTimeout: 60_000 })

let dataDir: string
let ports: { PORT: string; SIMULATOR_PORT: string }
let started: ServerProcess[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'patchbay-start-'))
  ports = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
  started = []
})

afterEach(async () => {
  for (const each of started) each.kill('SIGTERM')
  await Promise.all(started.map((each) => each.exited))
  await rm(dataDir, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): ServerProcess {
  const server = startServer({ ...ports, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env })
  started.push(server)
  return server
}

function flowsOf(port: string) {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `http://127.0.0.1:${port}/trpc` })] }).flows
}

async function nothingRuns(): Promise<boolean> {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  return !existsSync(pidFile) && (await isFree(Number(ports.PORT))) && (await isFree(Number(ports.SIMULATOR_PORT)))
}

/** The one line with which it ends, exit code 1. */
async function refusal(env: Record<string, string>): Promise<string> {
  const server = start(env)
  expect(await server.exited).toBe(1)
  const lines = server.output().trim().split('\n')
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

describe('what keeps it from starting is one line, exit code 1, and nothing left running', () => {
  test('a bad variable', async () => {
    expect(await refusal({ PORT: 'three thousand' })).toBe('PORT must be a number.')
  })

  test('a port in use', async () => {
    const taken = await takenPort()
    const PORT = String(taken.port)
    expect(await refusal({ PORT })).toBe(`Port ${PORT} is in use. Stop what uses it, or set PORT.`)
    await taken.close()
    expect(await nothingRuns()).toBe(true)
  })

  test('the simulator’s port in use', async () => {
    const taken = await takenPort()
    const line = await refusal({ SIMULATOR_PORT: String(taken.port) })
    expect(line).toContain(String(taken.port))
    expect(line).toContain('SIMULATOR_PORT')
    await taken.close()
    expect(await nothingRuns()).toBe(true)
  })

  test('a database that does not answer', async () => {
    const port = await freePort()
    const line = await refusal({ DATABASE_URL: `postgresql://somebody:secret@127.0.0.1:${port}/calls` })
    expect(line).toMatch(
      /^The database at 127\.0\.0\.1:\d+\/calls can't be used: .*ECONNREFUSED.* Check DATABASE_URL\.$/,
    )
    expect(line).not.toContain('secret')
    expect(await nothingRuns()).toBe(true)
  })

  test('a database that knows no such user', async () => {
    const database = await createTestDatabase()
    const url = new URL(database.url)
    url.username = 'stranger'
    expect(await refusal({ DATABASE_URL: url.href })).toMatch(/stranger.*Check DATABASE_URL\.$/)
    await database.drop()
  })

  test('a database of a newer Patchbay, which stays as it is', async () => {
    const database = await createTestDatabase()
    await sql(
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('x', 'x', '9999_future', now(), now(), 1)`,
    )
    const before = [await catalogueOf(database.url), await contentOf(database.url)]
    expect(await refusal({ DATABASE_URL: database.url })).toBe(
      'The database was made by a newer Patchbay (it has 9999_future). Update Patchbay, or use another database.',
    )
    expect([await catalogueOf(database.url), await contentOf(database.url)]).toEqual(before)
    expect(await nothingRuns()).toBe(true)
    await database.drop()
  })

  test('data of another version of Postgres, which stay as they are', async () => {
    const cluster = join(dataDir, 'postgres')
    await mkdir(cluster)
    await writeFile(join(cluster, 'PG_VERSION'), '15\n')
    const line = await refusal({})
    expect(line).toContain(cluster)
    expect(line).toContain('PostgreSQL 15')
    expect(await readFile(join(cluster, 'PG_VERSION'), 'utf8')).toBe('15\n')
    expect(await nothingRuns()).toBe(true)
  })
})

describe('stopping', () => {
  test('a stop in the middle of the first start is a stop, too', async () => {
    const server = start()
    while (!existsSync(join(dataDir, 'postgres-password'))) await new Promise((resolve) => setTimeout(resolve, 10))
    server.kill('SIGTERM')
    expect(await server.exited).toBe(0)
    expect(await nothingRuns()).toBe(true)
  })

  test('one folder of data through a second Patchbay, Ctrl-C, a kill, and the loss of whoever started it', async () => {
    const first = start()
    await first.ready
    expect(first.output()).toContain(`http://localhost:${ports.PORT}`)
    expect(first.output()).toContain('Ring +6531580000')

    const another = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
    expect(await refusal(another)).toContain('Another Patchbay is running')
    expect((await fetch(`http://127.0.0.1:${ports.PORT}/healthz`)).status).toBe(200)

    const before = await flowsOf(ports.PORT).list.query({})
    const { id } = await flowsOf(ports.PORT).create.mutate({ name: 'Kept' })
    first.interrupt()
    expect(await first.exited).toBe(0)
    expect(await nothingRuns()).toBe(true)

    const second = start()
    await second.ready
    expect(await flowsOf(ports.PORT).list.query({})).toHaveLength(before.length + 1)
    await flowsOf(ports.PORT).rename.mutate({ id, name: 'Kept again' })
    second.kill('SIGKILL')
    await second.exited

    const third = start()
    await third.ready
    expect((await flowsOf(ports.PORT).get.query({ id })).name).toBe('Kept again')
    third.disconnect()
    expect(await third.exited).toBe(0)
    expect(await nothingRuns()).toBe(true)
  })
})
