import type { Db } from '@patchbay/db/client'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { readDraft } from './read-draft'
import { staleRevision } from './stale-revision'

/** How many drafts that nobody asked to keep are kept of one flow. */
export const keptDrafts = 200

/**
 * Keeps the draft that is about to be overwritten, if the last one was kept ten minutes ago or more. An empty canvas is
 * not kept. Part of the transaction that overwrites it.
 */
export async function keepEveryTenMinutes(
  tx: Pick<Db, '$executeRaw'>,
  flow: { id: string; workspaceId: string; revision: number },
): Promise<void> {
  const kept = await tx.$executeRaw`
    INSERT INTO flow_checkpoint (workspace_id, flow_id, revision, document, saved_by, saved_at)
    SELECT workspace_id, id, revision, draft, saved_by, updated_at FROM flow
    WHERE id = ${flow.id}::uuid AND workspace_id = ${flow.workspaceId}::uuid AND revision = ${flow.revision}
      AND archived_at IS NULL AND draft->'nodes' <> '{}'::jsonb
      AND NOT EXISTS (
        SELECT 1 FROM flow_checkpoint WHERE flow_id = flow.id AND kept_at > now() - interval '10 minutes')
    ON CONFLICT (flow_id, revision) DO NOTHING`
  if (kept === 0) return
  await tx.$executeRaw`
    DELETE FROM flow_checkpoint WHERE id IN (
      SELECT id FROM flow_checkpoint WHERE flow_id = ${flow.id}::uuid AND note = ''
      ORDER BY revision DESC OFFSET ${keptDrafts})`
}

/** Keeps the draft as it is now under a note, for as long as the flow is there. */
export async function keepCheckpoint(
  { deps, workspaceId, person }: Context,
  { id, revision, note }: { id: string; revision: number; note: string },
): Promise<{ id: string }> {
  return deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM flow WHERE id = ${id}::uuid FOR UPDATE`
    const flow = await tx.flow.findFirst({ where: { id, workspaceId } })
    if (!flow) throw notFound('flow')
    if (flow.revision !== revision) throw staleRevision(flow)
    const savedBy = person || flow.savedBy
    return tx.flowCheckpoint.upsert({
      where: { flowId_revision: { flowId: id, revision } },
      update: { note, savedBy },
      create: {
        workspaceId,
        flowId: id,
        revision,
        document: readDraft(flow.draft),
        note,
        savedBy,
        savedAt: flow.updatedAt,
      },
      select: { id: true },
    })
  })
}

/** A kept draft's document. */
export async function getCheckpoint(
  { deps, workspaceId }: Context,
  checkpointId: string,
): Promise<{ id: string; flowId: string; document: FlowDocument }> {
  const kept = await deps.db.flowCheckpoint.findFirst({
    where: { id: checkpointId, workspaceId },
    select: { id: true, flowId: true, document: true },
  })
  if (!kept) throw notFound('draft')
  return { ...kept, document: readDraft(kept.document) }
}
