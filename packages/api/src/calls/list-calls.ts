import { z } from 'zod'
import type { Context } from '../context'
import { dateInput } from '../inputs'
import { mayLookFor } from '../masking/sees-callers'
import { UserError } from '../user-error'
import type { CallFilter } from './call-filter'
import { type CallRow, headFor, readCalls, rowOf } from './call-row'
import { findCalls } from './find-calls'

export type CallPage = {
  calls: CallRow[]
  /** Hand it back as `cursor` for the calls before these; null at the end. */
  next: string | null
}

const cursorSchema = z.tuple([dateInput, z.uuid()])

/** One page of the calls that are asked for, the newest first. Pages go by the last call's start and id, so new calls shift nothing. */
export async function listCalls(
  context: Context,
  { cursor, limit, filter }: { cursor?: string | undefined; limit: number; filter: CallFilter },
): Promise<CallPage> {
  mayLookFor(context, filter)
  const before = cursor === undefined ? undefined : readCursor(cursor)
  // One more than asked for tells whether there is a next page.
  const found = await findCalls(
    { db: context.deps.index.db, workspaceId: context.workspaceId },
    { filter, before, limit: limit + 1 },
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const heads = page.length === 0 ? [] : await readCalls(context, { ids: page.map(({ id }) => id) })
  return {
    calls: heads.map((call) => rowOf(headFor(context, call))),
    next: found.length > limit && last ? `${last.started_at.toISOString()}_${last.id}` : null,
  }
}

function readCursor(cursor: string): { startedAt: Date; id: string } {
  const parsed = cursorSchema.safeParse(cursor.split('_'))
  if (!parsed.success) throw new UserError('BAD_REQUEST', 'bad-cursor', 'This place in the list does not exist.')
  const [startedAt, id] = parsed.data
  return { startedAt, id }
}
