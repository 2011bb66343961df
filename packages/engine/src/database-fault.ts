import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import pg, { type Pool, type QueryConfig, type QueryResult } from 'pg'

/** How long the engine waits for a database that is away, in milliseconds, before it gives up a notification. */
export const patience = 20_000

/**
 * What passes: a connection that is gone or refused, a server that is stopping or starting (57P…), a deadlock or conflict
 * (40…), and too little room for another connection (53…).
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|40|53|57P)/.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /^E[A-Z]/.test(code) || /connect|terminated|timeout/i.test(error.message)
}

// The later tries are two seconds apart: together about as long as the patience above.
const tryAgain = retry(handleWhen(isPassing), {
  maxAttempts: 16,
  backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 2_000 }),
})

/** The pool's `query`, for statements that may be run twice: it waits for a database that is away. */
export function patiently(pool: Pool): {
  query: (text: string | QueryConfig, values?: unknown[]) => Promise<QueryResult>
} {
  return {
    async query(text, values) {
      try {
        return await pool.query(text, values)
      } catch (error) {
        if (!isPassing(error)) throw error
        return tryAgain.execute(() => pool.query(text, values))
      }
    },
  }
}
