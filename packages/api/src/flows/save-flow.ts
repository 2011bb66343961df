import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import { keepEveryTenMinutes } from './checkpoints'
import { staleRevision } from './stale-revision'
import { takeDraft } from './take-draft'

/**
 * Keeps a draft. It may be unfinished and may hold blocks that this server does not have, but it must be a flow. The
 * revision is the one that the edit was based on: if somebody saved since, nothing changes and theirs comes with the error.
 */
export async function saveFlow(
  { deps, workspaceId, person }: Context,
  { id, revision, document }: { id: string; revision: number; document: unknown },
): Promise<{ revision: number; updatedAt: string }> {
  const draft = takeDraft(document)
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
