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
      const counted = promise.finally(() => open.delete(counted))
      open.add(counted)
    },
    idle,
    /** As `idle`, but waits no longer than this. */
    async idleWithin(ms: number): Promise<void> {
      const enough = new AbortController()
      await Promise.race([idle(), sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined)])
      enough.abort()
    },
  }
}

export type Pending = ReturnType<typeof createPending>
