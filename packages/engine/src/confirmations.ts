import type { Logger } from 'pino'
import type { CallStore } from './call-store'
import type { OpenCalls } from './open-calls'

/** How long a confirmation waits, in milliseconds: most calls go on before, and then it is never written. */
const wait = 1_000
const mostAtOnce = 1_000

type Taken = { callId: string; token: string; step: number; dueMs: number }

/**
 * Notes, a moment later and many at once, which requests the carrier took. Until then, and after a crash in between, a
 * request counts as one that may have been carried out: it is looked after when its lease is over.
 */
export function createConfirmations(store: CallStore, calls: OpenCalls, log: Logger) {
  const waiting = new Map<string, Taken>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const taken = [...waiting.values()].filter(({ token, step }) => calls.peek(token)?.state.step === step)
    waiting.clear()
    for (let from = 0; from < taken.length; from += mostAtOnce)
      await store
        .confirm(taken.slice(from, from + mostAtOnce))
        .catch((error: unknown) => log.warn({ err: error }, 'requests that were taken could not be noted'))
  }

  return {
    add(taken: Taken): void {
      waiting.set(taken.callId, taken)
      timer ??= setTimeout(() => void flush(), wait)
    },
    flush,
  }
}

export type Confirmations = ReturnType<typeof createConfirmations>
