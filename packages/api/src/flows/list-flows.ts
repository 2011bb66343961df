import { callsNowByFlow } from '../calls/calls-now'
import type { Context } from '../context'
import { draftSummaries } from './draft-summaries'
import { flowPlace } from './flow-place'
import type { StartsWith } from './summarize-draft'
import { type Use, whereUsed } from './where-used'

export type FlowRow = {
  id: string
  name: string
  revision: number
  updatedAt: string
  archivedAt: string | null
  /** The newest published version. */
  liveVersion: number | null
  startsWith: StartsWith
  /** The numbers that run it, and which version of it. */
  numbers: Array<{ id: string; e164: string; label: string; version: number }>
  blocks: number
  /** Errors in the draft. */
  problems: number
  callsNow: number
  /** The flows that go to it. */
  usedIn: Use[]
}

/** The workspace's flows, the newest edit first. */
export async function listFlows(context: Context, archived: boolean): Promise<FlowRow[]> {
  const { deps, workspaceId } = context
  const { db } = deps
  const [flows, numbers, callsNow, used] = await Promise.all([
    db.flow.findMany({
      where: { workspaceId, archivedAt: archived ? { not: null } : null },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      select: {
        id: true,
        name: true,
        revision: true,
        updatedAt: true,
        archivedAt: true,
        versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
      },
    }),
    db.phoneNumber.findMany({
      where: { workspaceId, versionId: { not: null } },
      orderBy: { e164: 'asc' },
      select: { id: true, e164: true, label: true, version: { select: { flowId: true, number: true } } },
    }),
    callsNowByFlow(context),
    whereUsed(context, flowPlace),
  ])
  const summaries = await draftSummaries(db, flows)
  return flows.map((flow) => {
    const summary = summaries.get(flow.id)
    return {
      id: flow.id,
      name: flow.name,
      revision: flow.revision,
      updatedAt: flow.updatedAt.toISOString(),
      archivedAt: flow.archivedAt?.toISOString() ?? null,
      liveVersion: flow.versions[0]?.number ?? null,
      startsWith: summary?.startsWith ?? null,
      numbers: numbers.flatMap(({ id, e164, label, version }) =>
        version?.flowId === flow.id ? [{ id, e164, label, version: version.number }] : [],
      ),
      blocks: summary?.blocks ?? 0,
      problems: summary?.problems ?? 0,
      callsNow: callsNow.get(flow.id) ?? 0,
      usedIn: used.get(flow.id) ?? [],
    }
  })
}
