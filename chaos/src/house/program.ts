import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pause } from '../pause'

/** Everything that this process was told about Patchbay stays out of the ones under test. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(PORT|HOST|DATA_DIR|DATABASE_URL|PUBLIC_URL|LOG_LEVEL|(HOIIO|SIMULATOR|PATCHBAY)_\w+)$/.test(name),
  ),
)

export type Program = {
  pid: number | undefined
  /** The newest of what it said, on both channels. */
  output: () => string
  alive: () => boolean
  signal: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** Its exit code; null if a signal ended it. */
  exited: Promise<number | null>
}

/** Starts a built app as a process that does not outlive this one. */
export function startProgram(app: 'server' | 'simulator', env: Record<string, string>): Program {
  const main = fileURLToPath(new URL(`../../../apps/${app}/dist/main.js`, import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-8_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return {
    pid: child.pid,
    output: () => output,
    alive: () => isAlive(child),
    signal: (signal) => void child.kill(signal),
    exited: once(child, 'exit').then(() => child.exitCode),
  }
}

/** Waits until the address answers 200. Rejects with the program's own words if it ends before, or after `ms`. */
export async function untilReady(url: string, program: Program, ms = 30_000): Promise<void> {
  for (const until = Date.now() + ms; Date.now() < until; await pause(25)) {
    if (!program.alive()) throw new Error(`A program stopped before it was ready:\n${program.output()}`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
  }
  throw new Error(`${url} did not answer within ${ms} ms:\n${program.output()}`)
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
