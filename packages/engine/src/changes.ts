import type { Logger } from 'pino'

/** A call changed: `seq` is the number of its newest event. */
export type Change = { workspaceId: string; callId: string; seq: number }

/** What a listener hears: one call's change, or `many`: more than can be told, so look into the table. */
export type News = Change | 'many'

/** Tells whoever listens in this process what was committed, here or elsewhere. One listener's fault is not another's. */
export function createChanges(log: Logger, toOthers: (change: Change) => void) {
  const listeners = new Set<(news: News) => void>()

  function tellHere(news: News): void {
    for (const listener of listeners) {
      try {
        listener(news)
      } catch (error) {
        log.error({ err: error }, 'a listener to changes of calls failed')
      }
    }
  }

  return {
    subscribe(listener: (news: News) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tellHere,
    tell(change: Change): void {
      tellHere(change)
      toOthers(change)
    },
  }
}

export type Changes = ReturnType<typeof createChanges>
