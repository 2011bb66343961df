import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wavOf } from '@patchbay/api/prompts/audio.testing'
import type { AppRouter } from '@patchbay/api/router'
import { catalogueOf, contentOf, sql } from '@patchbay/db/backup/catalogue.testing'
import { createTestDatabase } from '@patchbay/db/test-database'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort, runCommand, type ServerProcess, startServer } from './process.testing'

/** Servers and databases are started one after another here. */
vi.setConfig({ testTimeout: 60_000 })

let folder: string
/** Of a Patchbay that is running, with a recording and a secret; and a backup that was made meanwhile. */
let dataDir: string
let server: Served
let file: string

type Served = { process: ServerProcess; url: string; simulatorUrl: string }

async function serve(env: Record<string, string>): Promise<Served> {
  const [PORT, SIMULATOR_PORT] = [String(await freePort()), String(await freePort())]
  const process = startServer({ PORT, SIMULATOR_PORT, LOG_LEVEL: 'warn', ...env })
  await process.ready
  return { process, url: `http://127.0.0.1:${PORT}`, simulatorUrl: `http://127.0.0.1:${SIMULATOR_PORT}` }
}

async function stop({ process }: Served): Promise<void> {
  process.kill('SIGTERM')
  await process.exited
}

const apiOf = ({ url }: Served) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })

/** Rings the demo number, and gives the log once the call stands in it. */
async function ring(at: Served, from: string) {
  const ringing = await fetch(`${at.simulatorUrl}/control/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: '+6531580000' }),
  })
  expect(ringing.status).toBe(201)
  await vi.waitFor(
    async () => expect((await apiOf(at).calls.list.query({})).calls.map(({ caller }) => caller)).toContain(from),
    10_000,
  )
}

async function recordingOf(at: Served): Promise<Buffer> {
  const [prompt] = await apiOf(at).prompts.list.query()
  const sound = prompt?.takes[0]?.sound
  if (sound?.kind !== 'file') throw new Error('There is no recording.')
  return Buffer.from(await (await fetch(`${at.url}${sound.address}`)).arrayBuffer())
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-backup-'))
  // As root, the database runs as another user, who must be able to get there.
  await chmod(folder, 0o755)
  dataDir = join(folder, 'first')
  file = join(folder, 'all.tar.gz')
  server = await serve({ DATA_DIR: dataDir })
  await apiOf(server).secrets.set.mutate({ key: 'api_key', value: 'hush' })
  const { id } = await apiOf(server).prompts.create.mutate({ key: 'welcome', name: 'Welcome' })
  const sent = await fetch(`${server.url}/files/prompts/${id}/en`, {
    method: 'POST',
    headers: { 'content-type': 'audio/wav' },
    body: new Uint8Array(wavOf(2)),
  })
  expect(sent.status).toBe(200)
  await ring(server, '+6591110001')
  const { code, output } = await runCommand('backup', [file], { DATA_DIR: dataDir })
  expect(output).toContain(`1 recording of prompts`)
  expect(output).toContain(join(dataDir, 'secret.key'))
  expect(code).toBe(0)
})
afterAll(async () => {
  await stop(server)
  await rm(folder, { recursive: true })
})

test('what was kept beside a running Patchbay stands in another folder, where calls come in again', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  const DATA_DIR = join(folder, 'second')
  const restored = await runCommand('restore', [file], { DATA_DIR })
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining(join(DATA_DIR, 'secret.key')) })
  expect(restored.output).toContain('no key is here')
  await cp(join(dataDir, 'secret.key'), join(DATA_DIR, 'secret.key'))
  // A backup of what is not running starts the database for the while, and stops it.
  const again = await runCommand('backup', [join(folder, 'again.tar.gz')], { DATA_DIR })
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('1 recording of prompts') })
  expect(existsSync(join(DATA_DIR, 'postgres', 'postmaster.pid'))).toBe(false)

  const second = await serve({ DATA_DIR })
  const names = async (at: Served) => (await apiOf(at).flows.list.query({})).map(({ name }) => name).sort()
  expect(await names(second)).toEqual(await names(server))
  expect((await recordingOf(second)).equals(wavOf(2))).toBe(true)
  expect((await apiOf(second).calls.list.query({})).calls.map(({ caller }) => caller)).toEqual(['+6591110001'])
  await ring(second, '+6591110002')
  await stop(second)
})

describe('is refused in one line, with exit code 1, and changes nothing', () => {
  const line = async (...asked: Parameters<typeof runCommand>) => {
    const { code, output } = await runCommand(...asked)
    expect(code).toBe(1)
    return output.replace(/^Checking the file …\n(It was made .* Restoring …\n)?/, '').trim()
  }

  test('a restore where Patchbay is running', async () => {
    expect(await line('restore', [file], { DATA_DIR: dataDir })).toMatch(
      /^Another Patchbay is running .* Stop it first/,
    )
  })

  test('a restore over something', async () => {
    const database = await createTestDatabase()
    const before = await contentOf(database.url)
    const said = await line('restore', [file], { DATABASE_URL: database.url, DATA_DIR: join(folder, 'none') })
    expect(said).toMatch(/^The database is not empty: .* DATABASE_URL to a new database\.$/)
    expect(await contentOf(database.url)).toEqual(before)
    expect(existsSync(join(folder, 'none'))).toBe(false)
    await database.drop()
  })

  test('a file that is none, or none at all', async () => {
    const DATA_DIR = join(folder, 'none')
    expect(await line('restore', [process.execPath], { DATA_DIR })).toBe('This file is no backup of Patchbay.')
    expect(await line('restore', [], { DATA_DIR })).toMatch(/^Say which file/)
    expect(await line('backup', ['--all'], { DATA_DIR })).toMatch(/^Say which file/)
    expect(existsSync(DATA_DIR)).toBe(false)
  })

  test('a backup where there is nothing', async () => {
    const DATA_DIR = join(folder, 'none')
    expect(await line('backup', [join(folder, 'x')], { DATA_DIR })).toMatch(/^There is no database in .* Set DATA_DIR/)
    expect(existsSync(DATA_DIR)).toBe(false)
  })

  test.runIf(process.platform === 'linux')('a backup for which there is no room', async () => {
    const place = await mkdtemp(join(folder, 'small-'))
    // In blocks of 512 bytes: the file may have two of them.
    expect(await line('backup', [join(place, 'x')], { DATA_DIR: dataDir }, 'ulimit -f 2')).toMatch(/EFBIG/)
    expect(await readdir(place)).toEqual([])
  })
})

test('all that a running Patchbay keeps is in tables of its migrations, but for what it plans anew at each start', async () => {
  const database = await createTestDatabase()
  const before = await catalogueOf(database.url)
  const running = await serve({ DATABASE_URL: database.url, DATA_DIR: join(folder, 'third') })
  expect(await catalogueOf(database.url)).toEqual(before)
  const schemas = await sql(
    database.url,
    `SELECT DISTINCT table_schema AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('information_schema', 'pg_catalog') ORDER BY 1`,
  )
  expect(schemas.map(({ name }) => name)).toEqual(['graphile_worker', 'public'])
  const tasks = await sql(database.url, 'SELECT DISTINCT task_identifier AS name FROM graphile_worker.jobs ORDER BY 1')
  const planned = ['digest-calls', 'five-minutely', 'hourly', 'look-after', 'minutely', 'plan-look', 'tell-alerts']
  expect(planned).toEqual(expect.arrayContaining(tasks.map(({ name }) => name)))
  await stop(running)
  await database.drop()
})
