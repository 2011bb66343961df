import { z } from 'zod'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { type CallRow, readCalls, rowOf } from './call-row'

export type CallPage = {
  calls: CallRow[]
  /** Hand it back as `cursor` for the calls before these; null at the end. */
  next: string | null
}

const cursorSchema = z.tuple([z.coerce.date(), z.uuid()])

/** One page of calls, the newest first. Pages go by the last call's start and id, so new calls shift nothing. */
export async function listCalls(
  context: Context,
  input: { cursor?: string | undefined; limit: number; numberId?: string | undefined; flowId?: string | undefined },
): Promise<CallPage> {
  const { cursor, limit, numberId, flowId } = input
  const before = cursor === undefined ? undefined : readCursor(cursor)
  // One more than asked for tells whether there is a next page.
  const heads = await readCalls(context, { numberId, flowId, before, limit: limit + 1 })
  const page = heads.slice(0, limit)
  const last = page.at(-1)
  return {
    calls: page.map(rowOf),
    next: heads.length > limit && last ? `${last.startedAt}_${last.id}` : null,
  }
}

function readCursor(cursor: string): { startedAt: Date; id: string } {
  const parsed = cursorSchema.safeParse(cursor.split('_'))
  if (!parsed.success) throw new UserError('BAD_REQUEST', 'bad-cursor', 'This place in the list does not exist.')
  const [startedAt, id] = parsed.data
  return { startedAt, id }
}
