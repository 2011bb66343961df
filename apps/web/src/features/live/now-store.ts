import { createStore, type StoreApi } from 'zustand'
import { applyNow, type NowMessage, type NowState, nothingYet } from './now-state'

/** What has come within so many milliseconds is shown at once: more often no eye can tell, and each time costs a frame. */
const apart = 80

export type NowStore = StoreApi<NowState>

/** The calls under way, for whatever shows them. `take` gets messages as they come. */
export function createNowStore(): { now: NowStore; take: (message: NowMessage) => void } {
  const now = createStore<NowState>(() => nothingYet)
  let waiting: NowMessage[] = []
  let planned = false
  let shownAt = Number.NEGATIVE_INFINITY

  function show(): void {
    planned = false
    shownAt = performance.now()
    const messages = waiting
    waiting = []
    now.setState(messages.reduce(applyNow, now.getState()), true)
  }

  return {
    now,
    take(message) {
      waiting.push(message)
      if (planned) return
      planned = true
      setTimeout(show, Math.max(0, shownAt + apart - performance.now()))
    },
  }
}
