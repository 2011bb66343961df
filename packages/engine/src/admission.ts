import type { CallStore, NumberRecord } from './call-store'
import type { Committer } from './committer'

/** Why a new call is not taken. */
export type Shed = 'queue' | 'workspace'

/** More steps than this in the queue, and only calls under way are served. */
const longestQueue = 2_000
/** How long a count of the calls under way is believed, in milliseconds. */
const believed = 1_000

/**
 * Whether there is room for another call. The queue is this process's own; a workspace's limit counts all processes, as of
 * about a second ago, and what this one has begun and seen end since.
 */
export function createAdmission(store: CallStore, committer: Committer) {
  let counts = new Map<string, number>()
  let countedAt = Number.NEGATIVE_INFINITY
  let counting = false

  async function count(): Promise<void> {
    counting = true
    try {
      counts = await store.countOpen()
      countedAt = performance.now()
    } finally {
      counting = false
    }
  }

  return {
    /** Null if the call may come in; it then counts as begun. */
    refuse({ workspaceId, mostCalls }: NumberRecord): Shed | null {
      if (!counting && performance.now() - countedAt > believed) count().catch(() => undefined)
      if (committer.depth() > longestQueue) return 'queue'
      const now = counts.get(workspaceId) ?? 0
      if (now >= mostCalls) return 'workspace'
      counts.set(workspaceId, now + 1)
      return null
    },
    ended(workspaceId: string): void {
      counts.set(workspaceId, Math.max(0, (counts.get(workspaceId) ?? 0) - 1))
    },
  }
}

export type Admission = ReturnType<typeof createAdmission>
