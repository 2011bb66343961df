import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'

const built = (command: string) => fileURLToPath(new URL(`../dist/${command}.js`, import.meta.url))

/** Everything that this process was told about Patchbay stays out of the ones under test. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(PORT|HOST|DATA_DIR|DATABASE_URL|PUBLIC_URL|APP_URL|LOG_LEVEL|SMTP_URL|MAIL_FROM|PATCHBAY_KEY|REQUEST_ALLOW|ALLOWED_HOSTS|TRUST_PROXY|METRICS_TOKEN|REQUESTS_PER_MINUTE|LOCAL_SIGN_IN|BREACH_RANGE_URL|(OIDC|HOIIO|SIMULATOR|S3)_\w+)$/.test(
        name,
      ),
  ),
)

export type ServerProcess = {
  /** What it said so far, on both channels. */
  output: () => string
  /** Resolves when it has said that it is ready; rejects with its output if it ends before. */
  ready: Promise<void>
  /** Its exit code. */
  exited: Promise<number | null>
  /** Sends SIGINT to it and to every process that it started, as Ctrl-C in a terminal does. */
  interrupt: () => void
  /** Sends a signal to it alone. */
  kill: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** Closes the channel over which it was started, as a starter that dies does. */
  disconnect: () => void
}

/** Starts the built server as a process, in a group of its own. */
export function startServer(env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [built('main')], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  let output = ''
  // Not its `close`: that never comes once the channel was closed from here.
  const ends = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'close'))
  const exited = Promise.all([once(child, 'exit'), ...ends]).then(() => child.exitCode)
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Ctrl-C stops it')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void exited.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)))
  })
  // Whoever waits for the end alone need not hear that it was never ready.
  ready.catch(() => undefined)
  return {
    output: () => output,
    ready,
    exited,
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    },
    kill: (signal) => child.kill(signal),
    disconnect: () => child.disconnect(),
  }
}

/** Runs a built command to its end, in a shell that was told `before`. Gives its exit code and what it said. */
export async function runCommand(
  command: 'backup' | 'restore',
  args: readonly string[],
  env: Record<string, string>,
  before = ':',
): Promise<{ code: number | null; output: string }> {
  const child = spawn('sh', ['-c', `${before}; exec "$@"`, 'sh', process.execPath, built(command), ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : null, output }
}

/** A port of 127.0.0.1 that somebody listens on, until `close`. */
export async function takenPort(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return { port: address.port, close: () => closed(server) }
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, close } = await takenPort()
  await close()
  return port
}

/** Whether nobody listens on this port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port).catch(() => null)
  if (server) await closed(server)
  return server !== null
}

function listen(port: number): Promise<Server> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
