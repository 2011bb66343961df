import type { Json } from '@patchbay/flow/vars'
import { z } from 'zod'
import type { Context } from '../context'
import { momentInput } from '../inputs'
import { UserError } from '../user-error'
import type { AuditFilter } from './audit-filter'
import { auditActions, isAuditAction } from './record'

export type AuditRow = {
  id: string
  /** ISO 8601. */
  at: string
  /** Who did it, as they were called then. */
  actor: { kind: 'person' | 'key' | 'system'; id: string; name: string }
  /** The IP address that it came from; empty if from within. */
  address: string
  /** What was done, such as `flow.publish`. */
  action: string
  /** The same in words, such as “published a flow”. */
  did: string
  /** What it was done to, and what that was called then; empty where it was the workspace. */
  subject: { id: string; name: string }
  /** What changed, as it was and as it became; null where nothing did, or nothing is kept of it. */
  before: Json
  after: Json
}

export type AuditPage = {
  entries: AuditRow[]
  /** Hand it back as `cursor` for the entries before these; null at the end. */
  next: string | null
}

const rowSchema = z
  .object({
    id: z.string(),
    at: z.date(),
    actor_kind: z.enum(['person', 'key', 'system']),
    actor_id: z.string(),
    actor_name: z.string(),
    address: z.string(),
    action: z.string(),
    subject_id: z.string(),
    subject_name: z.string(),
    before: z.json(),
    after: z.json(),
  })
  .transform(
    ({
      id,
      at,
      actor_kind,
      actor_id,
      actor_name,
      address,
      action,
      subject_id,
      subject_name,
      before,
      after,
    }): AuditRow => ({
      id,
      at: at.toISOString(),
      actor: { kind: actor_kind, id: actor_id, name: actor_name },
      address,
      action,
      did: isAuditAction(action) ? auditActions[action] : action,
      subject: { id: subject_id, name: subject_name },
      before,
      after,
    }),
  )

const cursorSchema = z.tuple([momentInput, z.uuid()])

/** One page of the trail, the newest first. Pages go by the last entry's time and id, so that new ones shift nothing. */
export async function listEntries(
  { deps, workspaceId }: Context,
  { cursor, limit, filter }: { cursor?: string | undefined; limit: number; filter: AuditFilter },
): Promise<AuditPage> {
  const values: unknown[] = [workspaceId]
  const is = ['workspace_id = $1']
  const where = (condition: (place: string) => string, value: unknown) => {
    values.push(value)
    is.push(condition(`$${values.length}`))
  }
  const holds = (column: string) => (place: string) => `position(lower(${place}) IN lower(${column})) > 0`
  const { who, action, subject, from, to, text } = filter
  if (who !== undefined) where((place) => `(${holds('actor_name')(place)} OR actor_id = ${place})`, who)
  if (action !== undefined) where((place) => `action = ${place}`, action)
  if (subject !== undefined) where((place) => `(${holds('subject_name')(place)} OR subject_id = ${place})`, subject)
  if (from !== undefined) where((place) => `at >= ${place}::timestamptz`, from)
  if (to !== undefined) where((place) => `at < ${place}::timestamptz`, to)
  if (text !== undefined)
    where(holds(`concat_ws(' ', actor_name, address, action, subject_name, before::text, after::text)`), text)
  if (cursor !== undefined) {
    const place = readCursor(cursor)
    values.push(...place)
    is.push(`(at, id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`)
  }
  // One more than asked for tells whether there is a next page.
  const { rows } = await deps.pool.query(
    `SELECT * FROM audit_entry WHERE ${is.join(' AND ')} ORDER BY at DESC, id DESC LIMIT ${limit + 1}`,
    values,
  )
  const found = z.array(rowSchema).parse(rows)
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return { entries, next: found.length > limit && last ? `${last.at}_${last.id}` : null }
}

function readCursor(cursor: string): [string, string] {
  const parsed = cursorSchema.safeParse(cursor.split('_'))
  if (!parsed.success) throw new UserError('BAD_REQUEST', 'bad-cursor', 'This place in the list does not exist.')
  return parsed.data
}
