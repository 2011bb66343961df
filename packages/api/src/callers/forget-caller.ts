import { deleteCalls, goneSchema, tablesOfCalls } from '@patchbay/db/call-tables'
import { z } from 'zod'
import { record } from '../audit/record'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { maskedNumber, mentionOf, notOurs, removed } from './caller-number'
import { clearMentions } from './clear-mentions'

/** How long one request works, in milliseconds, and how much at a time. */
const mostMs = 2_000
const callsAtOnce = 200

export type Forgotten = {
  /** What this request removed. */
  removed: { calls: number; events: number; recordings: number; counts: number; alerts: number; mentions: number }
  /** How many other calls it looked through. */
  looked: number
  /** Calls of theirs that are under way, and stay. */
  underWay: number
  done: boolean
  /** Where to go on. */
  after: string | null
}

const oneSchema = z.tuple([z.object({ n: z.number() })])

/**
 * Removes what is kept of a caller: the calls first, with all that belongs to them, then counts and alerts, then what other calls
 * mention of the number, which stay but say “removed” there. Each request does some of it, and can be repeated. Calls under way
 * are left. Rejects with a `UserError` where `confirm` is another number.
 */
export async function forgetCaller(
  context: Context,
  { number, confirm, after }: { number: string; confirm: string; after: string | null },
): Promise<Forgotten> {
  const { deps, workspaceId } = context
  if (confirm !== number)
    throw new UserError('BAD_REQUEST', 'not-confirmed', 'The number that you typed is another one.')
  await notOurs(context, number)
  const until = performance.now() + mostMs
  const { pool } = deps
  const gone = { calls: 0, events: 0, recordings: 0, counts: 0, alerts: 0, mentions: 0 }
  const answer = async (done: boolean, at: string | null, looked = 0): Promise<Forgotten> => {
    if (done || Object.values(gone).some((count) => count > 0))
      await record(deps.db, context, {
        action: 'caller.forget',
        subject: { id: '', name: maskedNumber(number) },
        after: { ...gone, done },
      })
    const { rows } = await pool.query(
      'SELECT count(*)::int AS n FROM call WHERE workspace_id = $1 AND open AND $2 IN (caller, called)',
      [workspaceId, number],
    )
    return { removed: gone, looked, underWay: oneSchema.parse(rows)[0].n, done, after: at }
  }

  if (after === null) {
    const tables = await tablesOfCalls(pool)
    const chosen = `SELECT id FROM call WHERE workspace_id = $1 AND $2 IN (caller, called) AND NOT open
      ORDER BY started_at LIMIT ${callsAtOnce} FOR UPDATE SKIP LOCKED`
    const counted = `SELECT count(*)::int AS n FROM call_event e WHERE e.call_id IN (${chosen.replace(' FOR UPDATE SKIP LOCKED', '')})
      AND COALESCE(e.event ->> 'url', e.event #>> '{result,recordingUrl}', '') <> ''`
    for (let last = callsAtOnce; last === callsAtOnce; ) {
      if (performance.now() > until) return answer(false, null)
      gone.recordings += oneSchema.parse((await pool.query(counted, [workspaceId, number])).rows)[0].n
      const went = goneSchema.parse((await pool.query(deleteCalls(tables, chosen), [workspaceId, number])).rows)[0].gone
      last = went.calls
      gone.calls += last
      gone.events += went.call_event ?? 0
      gone.counts += went.call_count ?? 0
    }
    const mention = mentionOf(number).source
    const like = `%${number.slice(1)}%`
    const counts = await pool.query('DELETE FROM call_count WHERE workspace_id = $1 AND name LIKE $2 AND name ~ $3', [
      workspaceId,
      like,
      mention,
    ])
    gone.counts += counts.rowCount ?? 0
    const alerts = await pool.query(
      `UPDATE alert SET message = regexp_replace(message, $3, $4, 'g') WHERE workspace_id = $1 AND message LIKE $2 AND message ~ $3`,
      [workspaceId, like, mention, removed],
    )
    gone.alerts = alerts.rowCount ?? 0
  }
  const cleared = await clearMentions(pool, { workspaceId, number, after: after ?? nil, until })
  gone.mentions = cleared.calls
  return answer(cleared.done, cleared.done ? null : cleared.after, cleared.looked)
}

const nil = '00000000-0000-0000-0000-000000000000'
