import type { FeedMessage } from './call-feed'

/** Calls that may wait for a viewer whose line is slow; what is past that is replaced by how things are then. */
const mostWaiting = 5_000

/** Where one viewer's messages wait. `everything` says how things are now. */
export function createSeat(everything: () => FeedMessage) {
  let waiting: FeedMessage[] = []
  let calls = 0
  let behind = false
  let closed = false
  let wake = () => {}

  function clear(): void {
    waiting = []
    calls = 0
    behind = false
  }

  return {
    give(message: FeedMessage): void {
      if (closed || behind) return
      waiting.push(message)
      calls += message.calls.length
      if (calls > mostWaiting) {
        clear()
        behind = true
      }
      wake()
    },
    clear,
    close(): void {
      closed = true
      wake()
    },
    /** The messages as they come, until the seat is closed. */
    async *messages(): AsyncGenerator<FeedMessage> {
      while (!closed) {
        if (behind) {
          clear()
          yield everything()
          continue
        }
        const next = waiting.shift()
        if (next) {
          calls -= next.calls.length
          yield next
          continue
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

export type Seat = ReturnType<typeof createSeat>
