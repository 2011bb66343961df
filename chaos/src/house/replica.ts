import { pause } from '../pause'
import { freePort } from './free-port'
import { type Program, startProgram, untilReady } from './program'

/** How long a server may take to leave when it is asked to. */
export const drainMs = 10_000
const comeBackMs = 30_000

export type Replica = {
  port: number
  /** SIGKILL, and a new process in its place. Resolves when the old one is gone. */
  kill: () => Promise<void>
  /** SIGTERM, and a new process in its place. Gives the milliseconds that the old one took to leave. */
  drain: () => Promise<number>
  /** Resolves when it answers; rejects if it does not come back within 30 s. */
  ready: () => Promise<void>
  stop: () => Promise<void>
  output: () => string
}

/**
 * One server process on a port that stays its own, started again whenever it ends. `crashed` hears of a process that was
 * up and ended by itself.
 */
export async function startReplica(env: Record<string, string>, crashed: (output: string) => void): Promise<Replica> {
  const port = await freePort()
  const health = `http://127.0.0.1:${port}/healthz`
  const asked = new WeakSet<Program>()
  let stopping = false
  let coming = false
  let program = begin()
  let back: Promise<void> = Promise.resolve()

  function begin(): Program {
    return startProgram('server', { ...env, PORT: String(port) })
  }

  function supervise(): Promise<void> {
    if (coming || stopping) return back
    coming = true
    back = untilBack().finally(() => {
      coming = false
    })
    back.catch(() => undefined)
    return back
  }

  /** A server may not come up while the database is away, or be killed while it starts: then it is started once more. */
  async function untilBack(): Promise<void> {
    for (const until = Date.now() + comeBackMs; ; await pause(100)) {
      if (stopping) return
      if (!program.alive()) program = begin()
      const coming = program
      const failed = await untilReady(health, coming, comeBackMs).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
      )
      if (failed === null) {
        void coming.exited.then(() => {
          if (asked.has(coming)) return
          crashed(coming.output())
          void supervise()
        })
        return
      }
      if (Date.now() > until) throw failed
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    const leaving = program
    asked.add(leaving)
    const began = performance.now()
    leaving.signal(signal)
    const late = setTimeout(() => leaving.signal('SIGKILL'), drainMs + 2_000)
    await leaving.exited
    clearTimeout(late)
    return performance.now() - began
  }

  await supervise()
  return {
    port,
    kill: async () => {
      await end('SIGKILL')
      void supervise()
    },
    drain: async () => {
      const took = await end('SIGTERM')
      void supervise()
      return took
    },
    ready: () => supervise(),
    stop: async () => {
      stopping = true
      if (program.alive()) await end('SIGTERM')
    },
    output: () => program.output(),
  }
}
