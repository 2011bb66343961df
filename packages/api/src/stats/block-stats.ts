import { medianOf } from '@patchbay/engine/digest/histogram'
import { z } from 'zod'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { type Period, touches, within, written } from './period'

export type BlockTraffic = {
  /** How often it was reached, and by how many calls. */
  times: number
  calls: number
  /** Callers who hung up there. */
  drops: number
  /** How often something went wrong there. */
  problems: number
  /** Of the stays there, within 9.1 %; null where nobody was. */
  medianMs: number | null
  /** How often each exit was taken. */
  exits: Record<string, number>
}

export type VersionTraffic = {
  versionId: string
  number: number
  /** ISO 8601: the whole hours that are counted. */
  from: string
  to: string
  /** Calls of its own: those that came here from another flow are not among them. */
  calls: number
  /** By the block's id; blocks that nobody reached are left out. */
  blocks: Record<string, BlockTraffic>
}

const countsSchema = z.array(z.object({ node: z.string(), what: z.string(), n: z.coerce.number() }))
const callsSchema = z.array(z.object({ n: z.coerce.number() }))

/** Where the calls went that walked a version and began in a period. */
export async function versionTraffic(
  { deps, workspaceId }: Context,
  versionId: string,
  period: Period,
): Promise<VersionTraffic> {
  const version = await deps.db.flowVersion.findFirst({
    where: { id: versionId, workspaceId },
    select: { number: true },
  })
  if (!version) throw notFound('version')
  const [counts, calls] = await Promise.all([
    deps.db.$queryRaw`
      SELECT c.node, c.what, sum(${within(period)})::float8 AS n
      FROM block_stat c WHERE c.version_id = ${versionId}::uuid AND ${touches(period)}
      GROUP BY c.node, c.what`,
    deps.db.$queryRaw`
      SELECT COALESCE(sum(${within(period)}), 0)::float8 AS n
      FROM call_stat c
      WHERE c.workspace_id = ${workspaceId}::uuid AND c.version_id = ${versionId}::uuid AND ${touches(period)}
        AND c.what = 'calls'`,
  ])
  return {
    versionId,
    number: version.number,
    ...written(period),
    calls: callsSchema.parse(calls)[0]?.n ?? 0,
    blocks: trafficOf(countsSchema.parse(counts).filter(({ n }) => n !== 0)),
  }
}

const reachedSchema = z.array(z.object({ node: z.string(), n: z.coerce.number() }))

/** How many of the calls that began in a period reached each block of a flow, in all of its versions; others are left out. */
export async function flowReached(
  { deps, workspaceId }: Context,
  flowId: string,
  period: Period,
): Promise<Record<string, number>> {
  const found = await deps.db.$queryRaw`
    SELECT c.node, sum(${within(period)})::float8 AS n FROM block_stat c
    WHERE c.version_id IN (
        SELECT v.id FROM flow_version v WHERE v.flow_id = ${flowId}::uuid AND v.workspace_id = ${workspaceId}::uuid)
      AND ${touches(period)} AND c.what = 'calls'
    GROUP BY c.node`
  return Object.fromEntries(reachedSchema.parse(found).flatMap(({ node, n }) => (n > 0 ? [[node, n]] : [])))
}

type Found = { traffic: BlockTraffic; stays: Map<number, number> }

function trafficOf(counts: z.infer<typeof countsSchema>): Record<string, BlockTraffic> {
  const byNode = new Map<string, Found>()
  for (const { node, what, n } of counts) {
    const found: Found = byNode.get(node) ?? {
      traffic: { times: 0, calls: 0, drops: 0, problems: 0, medianMs: null, exits: {} },
      stays: new Map(),
    }
    byNode.set(node, found)
    const { traffic, stays } = found
    if (what === 'in') traffic.times = n
    else if (what === 'calls') traffic.calls = n
    else if (what === 'drop') traffic.drops = n
    else if (what === 'problem') traffic.problems = n
    else if (what.startsWith('exit:')) traffic.exits[what.slice('exit:'.length)] = n
    else if (what.startsWith('time:')) stays.set(Number(what.slice('time:'.length)), n)
  }
  return Object.fromEntries(
    [...byNode].map(([node, { traffic, stays }]) => [node, { ...traffic, medianMs: medianOf(stays) }]),
  )
}
