import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'

/** Takes a flow out of sight. Refused while a number runs it: its callers would find out first. */
export async function archiveFlow(context: Context, id: string): Promise<{ archivedAt: string }> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    // Publishing and assigning lock the flow too, so no number can be pointed at it meanwhile.
    await tx.$queryRaw`SELECT 1 FROM flow WHERE id = ${id}::uuid FOR UPDATE`
    const flow = await tx.flow.findFirst({
      where: { id, workspaceId },
      select: { name: true, archivedAt: true, versions: { select: { numbers: { select: { e164: true } } } } },
    })
    if (!flow) throw notFound('flow')
    if (flow.archivedAt) return { archivedAt: flow.archivedAt.toISOString() }
    const numbers = flow.versions.flatMap((version) => version.numbers.map(({ e164 }) => e164))
    if (numbers.length > 0)
      throw new UserError(
        'PRECONDITION_FAILED',
        'runs-on-numbers',
        `“${flow.name}” answers ${numbers.join(', ')}. Let another flow answer first, then archive it.`,
        { numbers },
      )
    const archivedAt = new Date()
    await tx.flow.update({ where: { id }, data: { archivedAt } })
    await record(tx, context, { action: 'flow.archive', subject: { id, name: flow.name } })
    return { archivedAt: archivedAt.toISOString() }
  })
}

/** Brings an archived flow back. */
export async function restoreFlow(context: Context, id: string): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    const flow = await tx.flow.findFirst({ where: { id, workspaceId }, select: { name: true } })
    if (!flow) throw notFound('flow')
    const archived = { id, workspaceId, archivedAt: { not: null } }
    const { count } = await tx.flow.updateMany({ where: archived, data: { archivedAt: null } })
    if (count > 0) await record(tx, context, { action: 'flow.restore', subject: { id, name: flow.name } })
    return { id }
  })
}
