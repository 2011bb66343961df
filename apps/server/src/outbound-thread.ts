import { fileURLToPath } from 'node:url'
import type { HttpAnswer, Outbound } from '@patchbay/engine/outbound/outbound'
import type { HttpRequest } from '@patchbay/flow/command'
import { Piscina } from 'piscina'

/** Requests that are under way or wait for a place; the thread itself has fewer places, and says that it is busy. */
const most = 20_000
/** The thread ends when nothing was asked for so long, in milliseconds. */
const idleMs = 60_000
/** What answers may take of memory before the thread is given up, in megabytes. */
const megabytes = 256

const broken: HttpAnswer = { kind: 'failed', reason: 'busy' }
const never = new Promise<never>(() => undefined)

/**
 * The way out on a thread of its own, which begins with the first request: what strangers answer is read, unpacked and swept up
 * where no call has to wait for it. `request` never rejects; if the thread breaks, what it had under way has failed.
 */
export function createOutboundThread(told: { allow: string; userAgent: string }): Outbound {
  const pool = new Piscina<HttpRequest, HttpAnswer>({
    filename: fileURLToPath(new URL('./outbound.worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: 1,
    concurrentTasksPerWorker: most,
    // Its tasks wait for the network: between them it has to look after all the others.
    atomics: 'disabled',
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    workerData: told,
  })
  let closed = false
  return {
    // What a stop cuts off has not failed: it is left to whoever takes the call up.
    request: (spec) => pool.run(spec).catch((): HttpAnswer | Promise<never> => (closed ? never : broken)),
    close: () => {
      closed = true
      return pool.destroy()
    },
  }
}
