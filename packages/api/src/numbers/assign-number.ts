import { difference } from '../audit/difference'
import { record } from '../audit/record'
import type { Context } from '../context'
import { answersNothing } from '../flows/publish-flow'
import { readDraft } from '../flows/read-draft'
import { startsWith } from '../flows/summarize-draft'
import { notFound, UserError } from '../user-error'
import { answering, whatAnswers } from './answering'
import { forwardedColumns, forwardNumbers } from './forwarding'

/**
 * Lets a number run a published version, or none (null: its calls are rejected). Calls under way stay on the version that
 * they began with. `warnings` says what the carrier did not take.
 */
export async function assignNumber(
  context: Context,
  { numberId, versionId }: { numberId: string; versionId: string | null },
): Promise<{ warnings: string[] }> {
  const { deps, workspaceId } = context
  const number = await deps.db.$transaction(async (tx) => {
    if (versionId !== null) {
      const version = await tx.flowVersion.findFirst({
        where: { id: versionId, workspaceId },
        select: { flowId: true, document: true },
      })
      if (!version) throw notFound('version')
      // Archiving locks the flow as well: it can't happen between this look and the write.
      await tx.$queryRaw`SELECT 1 FROM flow WHERE id = ${version.flowId}::uuid FOR UPDATE`
      const flow = await tx.flow.findUniqueOrThrow({
        where: { id: version.flowId },
        select: { name: true, archivedAt: true },
      })
      if (flow.archivedAt)
        throw new UserError('PRECONDITION_FAILED', 'archived', `“${flow.name}” is archived. Restore it first.`)
      if (startsWith(readDraft(version.document)) !== 'incoming') throw answersNothing(flow.name)
    }
    const before = await tx.phoneNumber.findFirst({ where: { id: numberId, workspaceId }, select: answering })
    const [assigned] = await tx.phoneNumber.updateManyAndReturn({
      where: { id: numberId, workspaceId, removedAt: null },
      data: { versionId },
      select: { ...answering, ...forwardedColumns },
    })
    if (!assigned) throw notFound('number')
    const changed = difference(whatAnswers(before), whatAnswers(assigned))
    const subject = { id: numberId, name: assigned.e164 }
    if (changed) await record(tx, context, { action: 'number.assign', subject, ...changed })
    return assigned
  })
  deps.engine.numberChanged()
  return { warnings: versionId === null ? [] : await forwardNumbers(context, [number]) }
}
