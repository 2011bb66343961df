import type { IncomingMessage, ServerResponse } from 'node:http'

/** A notification comes in one packet: who is not through by then means to hold us up. In milliseconds. */
const patienceMs = 10_000
const lookMs = 1_000
/** So many bodies are waited for at once; of more, the one that takes longest is given up. */
const most = 1_000

/**
 * Requests whose body is still coming in. Those who trickle are cut off, and take no room from others: what a genuine sender
 * has to say is there within a moment, so that it is never the oldest.
 */
export function createUnfinishedBodies(giveUp: (response: ServerResponse) => void) {
  const open = new Map<IncomingMessage, { response: ServerResponse; since: number }>()

  function drop(request: IncomingMessage, response: ServerResponse): void {
    open.delete(request)
    giveUp(response)
  }

  const timer = setInterval(() => {
    const longAgo = performance.now() - patienceMs
    for (const [request, { response, since }] of open) {
      if (since > longAgo) return
      drop(request, response)
    }
  }, lookMs).unref()

  return {
    begin(request: IncomingMessage, response: ServerResponse): void {
      open.set(request, { response, since: performance.now() })
      if (open.size <= most) return
      const [oldest] = open
      if (oldest) drop(oldest[0], oldest[1].response)
    },
    /** It is complete, or gone. */
    end: (request: IncomingMessage): void => void open.delete(request),
    close: (): void => clearInterval(timer),
  }
}
