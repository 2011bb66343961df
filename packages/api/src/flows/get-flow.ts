import type { FlowDocument } from '@patchbay/flow/document'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { readDraft } from './read-draft'

export type FlowDetail = {
  id: string
  name: string
  revision: number
  document: FlowDocument
  updatedAt: string
  /** Who saved the draft last, as they call themselves; may be empty. */
  savedBy: string
  archivedAt: string | null
  /** Newest first; `numbers` are those that run it, in E.164. */
  versions: Array<{ id: string; number: number; note: string; publishedAt: string; numbers: string[] }>
}

/** One flow with its draft and what was published of it. */
export async function getFlow({ deps, workspaceId }: Context, id: string): Promise<FlowDetail> {
  const flow = await deps.db.flow.findFirst({
    where: { id, workspaceId },
    select: {
      id: true,
      name: true,
      revision: true,
      draft: true,
      updatedAt: true,
      savedBy: true,
      archivedAt: true,
      versions: {
        orderBy: { number: 'desc' },
        select: { id: true, number: true, note: true, publishedAt: true, numbers: { select: { e164: true } } },
      },
    },
  })
  if (!flow) throw notFound('flow')
  return {
    id: flow.id,
    name: flow.name,
    revision: flow.revision,
    document: readDraft(flow.draft),
    updatedAt: flow.updatedAt.toISOString(),
    savedBy: flow.savedBy,
    archivedAt: flow.archivedAt?.toISOString() ?? null,
    versions: flow.versions.map(({ id, number, note, publishedAt, numbers }) => ({
      id,
      number,
      note,
      publishedAt: publishedAt.toISOString(),
      numbers: numbers.map(({ e164 }) => e164),
    })),
  }
}
