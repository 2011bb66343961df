import type { Context } from '../context'
import { notFound } from '../user-error'
import { readDraft } from './read-draft'

/** A copy of a flow's draft, by a name of its own; nothing of it is published. */
export async function duplicateFlow({ deps, workspaceId }: Context, id: string): Promise<{ id: string }> {
  const flow = await deps.db.flow.findFirst({ where: { id, workspaceId }, select: { name: true, draft: true } })
  if (!flow) throw notFound('flow')
  const name = `${flow.name.slice(0, 75).trimEnd()} copy`
  return deps.db.flow.create({ data: { workspaceId, name, draft: readDraft(flow.draft) }, select: { id: true } })
}
