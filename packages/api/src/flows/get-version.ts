import type { FlowDocument } from '@patchbay/flow/document'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { readDraft } from './read-draft'

export type VersionDetail = { id: string; flowId: string; flowName: string; number: number; document: FlowDocument }

/** What was published, as it was. */
export async function getVersion({ deps, workspaceId }: Context, versionId: string): Promise<VersionDetail> {
  const version = await deps.db.flowVersion.findFirst({
    where: { id: versionId, workspaceId },
    select: { id: true, flowId: true, number: true, document: true, flow: { select: { name: true } } },
  })
  if (!version) throw notFound('version')
  const { id, flowId, number } = version
  return { id, flowId, flowName: version.flow.name, number, document: readDraft(version.document) }
}
