import { LRUCache } from 'lru-cache'
import type { CallStore, NumberRecord } from './call-store'
import { fetchAgain } from './fetch-again'

/**
 * How long an answer is believed, in milliseconds: where word of a change does not come through, a publish still takes
 * effect within a second.
 */
const believed = 500

/** Which version answers a number. `forget` is called when any process has changed one. */
export function createNumbers(store: CallStore) {
  const cache = new LRUCache<string, { number: NumberRecord | null }>({
    max: 10_000,
    ttl: believed,
    fetchMethod: async (token) => ({ number: await store.numberByToken(token) }),
  })
  return {
    async byToken(token: string): Promise<NumberRecord | null> {
      return (await fetchAgain(cache, token))?.number ?? null
    },
    /** Without a token: all. */
    forget(token?: string): void {
      if (token === undefined) cache.clear()
      else cache.delete(token)
    },
  }
}

export type Numbers = ReturnType<typeof createNumbers>
