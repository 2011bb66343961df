import type { Context } from '../context'
import { notFound } from '../user-error'
import { templateDocument } from './templates'

/** A new flow, empty or from a template. */
export async function createFlow(
  { deps, workspaceId }: Context,
  { name, from }: { name: string; from: string },
): Promise<{ id: string }> {
  const draft = templateDocument(from)
  if (!draft) throw notFound('template')
  return deps.db.flow.create({ data: { workspaceId, name, draft }, select: { id: true } })
}
