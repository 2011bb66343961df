import { LRUCache } from 'lru-cache'

/** So many keys are counted at once, at some 200 bytes each; of more, those that came longest ago start anew. */
const mostKeys = 20_000

/** How much of something one key (an address, an account) may do in a while. */
export type Limit = {
  /** Counts `points` for a key. Null if that is within the limit, else after how many whole seconds to come back. */
  take: (key: string, points?: number) => number | null
  /** The same answer for one more point, without counting. */
  wait: (key: string) => number | null
}

/**
 * At most `points` in `seconds`, counted from a key's first one, by this process alone and without waiting for anything. Its
 * memory is bounded whatever keys come.
 */
export function createLimit(points: number, seconds: number): Limit {
  const spent = new LRUCache<string, { points: number }>({ max: mostKeys, ttl: seconds * 1_000 })
  // Its clock is a moment behind, so that it may say a little more than the whole while.
  const waitOf = (key: string) => Math.min(seconds, Math.max(1, Math.ceil(spent.getRemainingTTL(key) / 1_000)))
  return {
    take(key, more = 1) {
      const count = spent.get(key)
      if (count) count.points += more
      else spent.set(key, { points: more })
      return (count?.points ?? more) > points ? waitOf(key) : null
    },
    wait: (key) => ((spent.get(key)?.points ?? 0) >= points ? waitOf(key) : null),
  }
}
