import { callsNowByVersion } from '../calls/calls-now'
import type { Context } from '../context'
import { notFound } from '../user-error'

export type PublishedMoment = {
  kind: 'version'
  id: string
  number: number
  note: string
  /** As they called themselves; may be empty. */
  person: string
  /** ISO 8601 */
  at: string
  numbers: Array<{ id: string; e164: string; label: string }>
  /** Calls under way on it. */
  callsNow: number
}

export type KeptMoment = {
  kind: 'draft'
  id: string
  revision: number
  /** Empty where it was kept by itself. */
  note: string
  person: string
  at: string
}

/** What a flow was, newest first: versions that were published and drafts that were kept. */
export async function flowHistory(context: Context, id: string): Promise<Array<PublishedMoment | KeptMoment>> {
  const { deps, workspaceId } = context
  const [flow, callsNow] = await Promise.all([
    deps.db.flow.findFirst({
      where: { id, workspaceId },
      select: {
        versions: {
          select: {
            id: true,
            number: true,
            note: true,
            publishedAt: true,
            publishedBy: true,
            numbers: { select: { id: true, e164: true, label: true }, orderBy: { e164: 'asc' } },
          },
        },
        checkpoints: { select: { id: true, revision: true, note: true, savedAt: true, savedBy: true } },
      },
    }),
    callsNowByVersion(context, id),
  ])
  if (!flow) throw notFound('flow')
  const versions = flow.versions.map(
    ({ id, number, note, publishedAt, publishedBy, numbers }): PublishedMoment => ({
      kind: 'version',
      id,
      number,
      note,
      person: publishedBy,
      at: publishedAt.toISOString(),
      numbers,
      callsNow: callsNow.get(id) ?? 0,
    }),
  )
  const drafts = flow.checkpoints.map(
    ({ id, revision, note, savedAt, savedBy }): KeptMoment => ({
      kind: 'draft',
      id,
      revision,
      note,
      person: savedBy,
      at: savedAt.toISOString(),
    }),
  )
  return [...versions, ...drafts].sort((one, other) => other.at.localeCompare(one.at))
}
