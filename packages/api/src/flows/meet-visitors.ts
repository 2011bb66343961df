import type { Context } from '../context'
import { notFound } from '../user-error'

/** How long a window counts as open after it was last heard of, in seconds: three of its calls. */
const patience = 15

export type Meeting = {
  /** Other windows in which the flow is open; `person` may be empty. */
  others: Array<{ windowId: string; person: string }>
  /** The draft's newest revision, and who saved it. */
  revision: number
  savedBy: string
}

/** Says that a window has closed a flow, so that others need not wait until it is no longer heard of. */
export async function partFromFlow(
  { deps, workspaceId }: Context,
  { id, windowId }: { id: string; windowId: string },
): Promise<void> {
  await deps.db.flowVisitor.deleteMany({ where: { flowId: id, windowId, flow: { workspaceId } } })
}

/** Says that a flow is open in a window, and hears who else has it open. To be called every few seconds. */
export async function meetVisitors(
  { deps, workspaceId, person }: Context,
  { id, windowId }: { id: string; windowId: string },
): Promise<Meeting> {
  const flow = await deps.db.flow.findFirst({
    where: { id, workspaceId },
    select: { revision: true, savedBy: true },
  })
  if (!flow) throw notFound('flow')
  await deps.db.$executeRaw`
    INSERT INTO flow_visitor (flow_id, window_id, person, seen_at)
    VALUES (${id}::uuid, ${windowId}::uuid, ${person}, now())
    ON CONFLICT (flow_id, window_id) DO UPDATE SET person = excluded.person, seen_at = now()`
  await deps.db.$executeRaw`
    DELETE FROM flow_visitor WHERE flow_id = ${id}::uuid AND seen_at < now() - make_interval(secs => ${patience})`
  const others = await deps.db.flowVisitor.findMany({
    where: { flowId: id, windowId: { not: windowId } },
    orderBy: { windowId: 'asc' },
    select: { windowId: true, person: true },
    take: 50,
  })
  return { others, ...flow }
}
