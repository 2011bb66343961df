import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { AppRouter } from '@patchbay/api/router'
import { createTestDatabase } from '@patchbay/db/test-database'
import { createTRPCClient, httpLink } from '@trpc/client'

const built = (app: string) => fileURLToPath(new URL(`../../${app}/dist/main.js`, import.meta.url))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

function run(app: string, env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [built(app)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return { child, output: () => output }
}

async function ready(url: string, of: ReturnType<typeof run>): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (of.child.exitCode !== null) throw new Error(`It stopped before it was ready:\n${of.output()}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not answer within 30 s:\n${of.output()}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exited
}

/** A second carrier: a simulator of its own, with one account. */
export async function startCarrier({
  appId,
  accessToken,
  numbers,
  signed = true,
}: {
  appId: string
  accessToken: string
  numbers: readonly string[]
  signed?: boolean
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const carrier = run('simulator', {
    SIMULATOR_PORT: String(port),
    SIMULATOR_SPEED: '0',
    SIMULATOR_APP_ID: appId,
    SIMULATOR_ACCESS_TOKEN: accessToken,
    SIMULATOR_NUMBERS: numbers.join(','),
    SIMULATOR_SIGNED: String(signed),
    LOG_LEVEL: 'warn',
  })
  await ready(`${url}/healthz`, carrier)
  return { url, stop: () => stop(carrier.child) }
}

export type Stack = {
  server: string
  simulator: string
  api: ReturnType<typeof createTRPCClient<AppRouter>>
  stop: () => Promise<void>
}

/**
 * The built server and the built simulator, each a process of its own, on a fresh and real Postgres database. The
 * simulator waits for nothing but the script. `env`: more for the server. `numbers`: those that the carrier has, in E.164.
 */
export async function startStack({
  env = {},
  numbers,
}: {
  env?: Record<string, string>
  numbers?: readonly string[]
} = {}): Promise<Stack> {
  const database = await createTestDatabase()
  const [serverPort, simulatorPort] = [await freePort(), await freePort()]
  const simulator = `http://127.0.0.1:${simulatorPort}`
  const server = `http://127.0.0.1:${serverPort}`
  const carrier = run('simulator', {
    SIMULATOR_PORT: String(simulatorPort),
    SIMULATOR_SPEED: '0',
    ...(numbers ? { SIMULATOR_NUMBERS: numbers.join(',') } : {}),
    LOG_LEVEL: 'warn',
  })
  await ready(`${simulator}/healthz`, carrier)
  const app = run('server', {
    PORT: String(serverPort),
    DATABASE_URL: database.url,
    PUBLIC_URL: server,
    HOIIO_BASE_URL: `${simulator}/open/`,
    HOIIO_APP_ID: 'patchbay-demo',
    HOIIO_ACCESS_TOKEN: 'patchbay-demo-token',
    SIMULATOR_URL: simulator,
    PATCHBAY_SWEEP_MS: '500',
    PATCHBAY_DEADLINE_SCALE: '0.1',
    LOG_LEVEL: 'warn',
    ...env,
  })
  await ready(`${server}/healthz`, app)
  let stopping: Promise<void> | undefined
  async function stopAll(): Promise<void> {
    await stop(app.child)
    await stop(carrier.child)
    await database.drop()
  }
  return {
    server,
    simulator,
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server}/trpc` })] }),
    stop: () => {
      stopping ??= stopAll()
      return stopping
    },
  }
}
