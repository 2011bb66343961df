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
  /** Begun while it is being counted, and so perhaps not in the count; null: nobody counts. */
  let meanwhile: Map<string, number> | null = null

  async function count(): Promise<void> {
    const begun = new Map<string, number>()
    meanwhile = begun
    try {
      const counted = await store.countOpen()
      for (const [workspaceId, calls] of begun) add(counted, workspaceId, calls)
      counts = counted
      countedAt = performance.now()
    } finally {
      meanwhile = null
    }
  }

  return {
    /** Null if the call may come in; it then counts as begun. */
    refuse({ workspaceId, mostCalls }: NumberRecord): Shed | null {
      if (!meanwhile && performance.now() - countedAt > believed) count().catch(() => undefined)
      if (committer.depth() > longestQueue) return 'queue'
      if ((counts.get(workspaceId) ?? 0) >= mostCalls) return 'workspace'
      add(counts, workspaceId, 1)
      if (meanwhile) add(meanwhile, workspaceId, 1)
      return null
    },
    ended(workspaceId: string): void {
      counts.set(workspaceId, Math.max(0, (counts.get(workspaceId) ?? 0) - 1))
    },
  }
}

function add(counts: Map<string, number>, workspaceId: string, calls: number): void {
  counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + calls)
}

export type Admission = ReturnType<typeof createAdmission>
