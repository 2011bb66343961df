import type { LRUCache } from 'lru-cache'

/** Why lru-cache 11 gives up a read that is under way: it was forgotten, something else took its place, or there was no more room for it. */
const forgotten = new Set(['deleted', 'replaced'])
const pushedOut = 'evicted'

/**
 * What a cache reads for a key. What was forgotten while it was read is read again: it may have changed, and whoever asked is still
 * waiting. `anew`: what is known is not believed. Rejects as the reading does.
 */
export async function fetchAgain<V extends object>(
  cache: LRUCache<string, V>,
  key: string,
  { anew = false }: { anew?: boolean } = {},
): Promise<V | undefined> {
  // Who reads more at once than there is room for would push each other out for ever.
  let ignoreFetchAbort = false
  for (;;) {
    try {
      return await cache.fetch(key, { forceRefresh: anew, ignoreFetchAbort })
    } catch (error) {
      const reason = error instanceof Error ? error.message : ''
      if (reason === pushedOut) ignoreFetchAbort = true
      else if (!forgotten.has(reason)) throw error
    }
  }
}
