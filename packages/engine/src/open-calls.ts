import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import type { CallRecord } from './call-record'
import type { CallStore } from './call-store'

const kept = 20_000

/**
 * The calls that this process has moved or read lately, so that a step needs no read of its own. What is here may be
 * behind: another process may have moved the call since. A step says where it starts from, so a stale one is noticed when it
 * is written; only a call that is over is over for good.
 */
export function createOpenCalls(store: CallStore) {
  const calls = new LRUCache<string, CallRecord>({ max: kept })
  const turns = new Map<string, Promise<unknown>>()
  // Tokens that are asked for in the same turn of the loop share one query.
  const loader = new DataLoader<string, CallRecord | null>(
    async (tokens) => {
      const found = new Map((await store.callsByToken(tokens)).map((call) => [call.token, call]))
      return tokens.map((token) => found.get(token) ?? null)
    },
    { cache: false, maxBatchSize: 500 },
  )

  async function read(token: string): Promise<CallRecord | null> {
    const call = await loader.load(token)
    if (call) calls.set(token, call)
    else calls.delete(token)
    return call
  }

  return {
    /** The call of this token, as far as this process knows; null if there is none. */
    async get(token: string): Promise<CallRecord | null> {
      return calls.get(token) ?? (await read(token))
    },
    /** The call as this process knows it, without asking anybody. */
    peek: (token: string): CallRecord | undefined => calls.peek(token),
    /** The call as it stands in the database now. */
    read,
    /** One that is over is not kept: hardly anything comes for it any more. */
    keep(call: CallRecord): void {
      if (call.state.phase === 'over') calls.delete(call.token)
      else calls.set(call.token, call)
    },
    /** Does one thing at a time with a call, in the order of asking. */
    inTurn<T>(token: string, work: () => Promise<T>): Promise<T> {
      const before = turns.get(token)
      const mine = before ? before.then(work, work) : work()
      turns.set(token, mine)
      const done = () => {
        if (turns.get(token) === mine) turns.delete(token)
      }
      mine.then(done, done)
      return mine
    },
  }
}

export type OpenCalls = ReturnType<typeof createOpenCalls>
