import type { Logger } from 'pino'

/** A call changed: `seq` is the number of its newest event. */
export type Change = { workspaceId: string; callId: string; seq: number }

/** Tells whoever listens in this process what was just committed. One listener's fault is not another's. */
export function createChanges(log: Logger) {
  const listeners = new Set<(change: Change) => void>()
  return {
    subscribe(listener: (change: Change) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(change: Change): void {
      for (const listener of listeners) {
        try {
          listener(change)
        } catch (error) {
          log.error({ err: error }, 'a listener to changes of calls failed')
        }
      }
    },
  }
}

export type Changes = ReturnType<typeof createChanges>
