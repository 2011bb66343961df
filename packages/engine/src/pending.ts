import { setTimeout as sleep } from 'node:timers/promises'

/** What is under way outside of any request, so that a clean stop can wait for it. */
export function createPending() {
  const open = new Set<Promise<void>>()

  /** Resolves when nothing is under way, not even what came of it. */
  async function idle(): Promise<void> {
    while (open.size > 0) await Promise.allSettled(open)
  }

  return {
    add(promise: Promise<void>): void {
      const done = () => {
        open.delete(promise)
      }
      open.add(promise)
      promise.then(done, done)
    },
    idle,
    /** As `idle`, but waits no longer than this. */
    idleWithin: (ms: number) => atMost(ms, idle()),
  }
}

/** Resolves with the work, however it ends, or after so many milliseconds without it. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController()
  const over = sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined)
  await Promise.race([work.catch(() => undefined), over])
  enough.abort()
}

export type Pending = ReturnType<typeof createPending>
