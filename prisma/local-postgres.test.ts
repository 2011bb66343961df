import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { LocalPostgresError, startLocalPostgres } from './local-postgres'

const folders: string[] = []
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'patchbay-local-'))
  folders.push(made)
  return made
}
const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true })
})

test('data is there again at the next start, and commits are durable', async () => {
  const dataDir = await folder()
  const first = await startLocalPostgres({ dataDir })
  await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)')
  expect(await query(first.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
  expect(await query(first.url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  await first.stop()
  const second = await startLocalPostgres({ dataDir })
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  await second.stop()
  await expect(query(second.url, 'SELECT 1')).rejects.toThrow()
})

test('a folder that another Patchbay is using is left alone', async () => {
  const dataDir = await folder()
  const running = await startLocalPostgres({ dataDir })
  await expect(startLocalPostgres({ dataDir })).rejects.toThrow(/Another Patchbay is running/)
  expect(await query(running.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await running.stop()
})

test.runIf(process.platform === 'linux')(
  'a pid file left by a power cut, whose number another program has now, is no obstacle',
  async () => {
    const dataDir = await folder()
    await (await startLocalPostgres({ dataDir })).stop()
    const cluster = join(dataDir, 'postgres')
    const { uid, gid } = await stat(cluster)
    const other = spawn('sleep', ['60'], { uid, gid })
    await once(other, 'spawn')
    const file = join(cluster, 'postmaster.pid')
    await writeFile(file, `${other.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n`)
    await chown(file, uid, gid)
    const server = await startLocalPostgres({ dataDir })
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    other.kill()
  },
)

test('a folder of another version is named, and not touched', async () => {
  const dataDir = await folder()
  await mkdir(join(dataDir, 'postgres'))
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')
  await expect(startLocalPostgres({ dataDir })).rejects.toThrow(LocalPostgresError)
  await expect(startLocalPostgres({ dataDir })).rejects.toThrow(/PostgreSQL 12.*brings 18/)
})

test.each(['SIGINT', 'SIGTERM', 'beforeExit', 'exit'])(
  'it leaves %s to the program that started it: no exit code is lost',
  async (event) => {
    const emitter: NodeJS.EventEmitter = process
    const before = emitter.listenerCount(event)
    const server = await startLocalPostgres({ dataDir: await folder() })
    expect(emitter.listenerCount(event)).toBe(before)
    await server.stop()
  },
)

test.runIf(process.getuid?.() === 0)(
  'as root, a folder behind one that the database may not enter is refused',
  async () => {
    const closed = await folder() // mkdtemp makes it for its owner alone
    await expect(startLocalPostgres({ dataDir: join(closed, 'data') })).rejects.toThrow(
      `other users may not enter ${closed}. Set DATA_DIR`,
    )
  },
)
