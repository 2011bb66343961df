import { storableJson } from '@patchbay/engine/storable'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import { keepEveryTenMinutes } from './checkpoints'
import { readDraft } from './read-draft'
import { staleRevision } from './stale-revision'

/** How large a draft may be, in characters of JSON: 10,000 blocks with long prompts still fit. */
export const largestDraft = 3_500_000

/**
 * Keeps a draft. It may be unfinished and may hold blocks that this server does not have, but it must be a flow. The
 * revision is the one that the edit was based on: if somebody saved since, nothing changes and theirs comes with the error.
 */
export async function saveFlow(
  { deps, workspaceId, person }: Context,
  { id, revision, document }: { id: string; revision: number; document: unknown },
): Promise<{ revision: number; updatedAt: string }> {
  if (sizeOf(document) > largestDraft)
    throw new UserError(
      'PAYLOAD_TOO_LARGE',
      'too-large',
      `This flow is too large to keep: it may have ${largestDraft.toLocaleString('en')} characters.`,
    )
  const draft = readDraft(JSON.parse(storableJson(readDraft(document))))
  const saved = await deps.db.$transaction(async (tx) => {
    await keepEveryTenMinutes(tx, { id, workspaceId, revision })
    const [written] = await tx.flow.updateManyAndReturn({
      where: { id, workspaceId, revision, archivedAt: null },
      data: { draft, savedBy: person, revision: { increment: 1 } },
      select: { revision: true, updatedAt: true },
    })
    return written
  })
  if (saved) return { revision: saved.revision, updatedAt: saved.updatedAt.toISOString() }
  const flow = await deps.db.flow.findFirst({ where: { id, workspaceId } })
  if (!flow) throw notFound('flow')
  if (flow.archivedAt)
    throw new UserError('PRECONDITION_FAILED', 'archived', `“${flow.name}” is archived. Restore it to change it.`)
  throw staleRevision(flow)
}

function sizeOf(document: unknown): number {
  try {
    return JSON.stringify(document ?? null).length
  } catch {
    // JSON that was parsed can only fail here by running out of stack.
    throw new UserError('BAD_REQUEST', 'unreadable', 'This flow can’t be read: it is nested too deeply.')
  }
}
