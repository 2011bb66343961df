import { Prisma } from '@patchbay/db/client'
import { billSchema, callEventSchema, callSchema, disposition } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'
import { z } from 'zod'
import type { Context } from '../context'
import { maskCall } from '../masking/mask-call'
import { maskStep } from '../masking/mask-step'
import { seesCallers } from '../masking/sees-callers'
import { describeStep } from './describe-call'

/** What the log keeps of a step: written by the engine alone, from `step`'s own answer. */
export const traceSchema = z.custom<TraceEntry[]>((value) => Array.isArray(value))
export const commandsSchema = z.custom<Array<{ step: number; command: Command }>>((value) => Array.isArray(value))

const rowSchema = z.object({
  id: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  caller: z.string(),
  called: z.string(),
  phase: callSchema.shape.phase,
  disposition: disposition.nullable(),
  flow_id: z.string(),
  flow_name: z.string(),
  version: z.number(),
  at_name: z.string().nullable(),
  at_block: z.string().nullable(),
  event: callEventSchema.nullable(),
  trace: traceSchema.nullable(),
  commands: commandsSchema.nullable(),
  started_at: z.date(),
  updated_at: z.date(),
  ended_at: z.date().nullable(),
  bill: billSchema.nullable(),
  session: z.string().nullable(),
  txn_ref: z.string().nullable(),
  version_id: z.string(),
  last_seq: z.number(),
  at_node: z.string().nullable(),
  hanging_up: z.boolean(),
  tags: z.array(z.string()),
  number_id: z.string().nullable(),
  keys: z.array(z.string()).nullable(),
  problems: z.array(z.string()).nullable(),
})

type Row = z.infer<typeof rowSchema>

export type CallRow = {
  id: string
  direction: 'incoming' | 'outgoing'
  /** E.164, or empty if withheld. */
  caller: string
  called: string
  phase: Row['phase']
  disposition: Row['disposition']
  flowId: string
  flowName: string
  version: number
  /** The name of the block that the call is at, or was at last. */
  where: string | null
  /** The last thing that happened, in people's words. */
  last: string
  /** Something went wrong that the author of the flow should know of. */
  broken: boolean
  tags: string[]
  /** The number of ours that rang, or null. */
  numberId: string | null
  /** What was pressed, one item for each time, and the codes of what went wrong; null until the call was looked through. */
  keys: string[] | null
  problems: string[] | null
  /** Somebody has asked for its end, and the carrier has not ended it yet. */
  hangingUp: boolean
  /** The number of its last event: of two rows of one call, the higher is the newer. */
  seq: number
  /** ISO 8601, as are all times. */
  startedAt: string
  endedAt: string | null
  bill: {
    currency?: string | undefined
    debit?: string | undefined
    minutes?: number | undefined
    rate?: string | undefined
  } | null
}

export type CallHead = CallRow & {
  session: string | null
  txnRef: string | null
  versionId: string
  updatedAt: string
  /** The block that it is at in its own version; while another flow is walked, the block that waits for that one. */
  at: string | null
  /** The blocks of its own version that its last event led over, in order. */
  walked: string[]
}

/** A call as those see it who see callers' data, and as all others do. Both are made when it is read, so that a feed makes them once for all. */
export type StoredCall = { plain: CallHead; masked: CallHead }

/** What whoever asks sees of a call. */
export function headFor(context: Pick<Context, 'abilities'>, { plain, masked }: StoredCall): CallHead {
  return seesCallers(context) ? plain : masked
}

/** Which calls are read: these, or at most so many of those that changed since then, or that are under way, the newest first. */
export type CallChoice =
  | { ids: readonly string[] }
  | { changedSince: Date; limit: number }
  | { underWay: true; limit: number }

/** Those calls of the workspace, the newest first: one statement, whatever is shown of each. */
export async function readCalls({ deps, workspaceId }: Context, choice: CallChoice): Promise<StoredCall[]> {
  return storedCalls(await deps.db.$queryRaw(selectCalls(workspaceId, choice)))
}

/** The statement that reads them, for whoever has a connection of their own. */
export function selectCalls(workspaceId: string, choice: CallChoice): Prisma.Sql {
  const chosen =
    'ids' in choice
      ? Prisma.sql`c.id = ANY (${choice.ids}::text[]::uuid[])`
      : 'changedSince' in choice
        ? Prisma.sql`c.updated_at >= ${choice.changedSince}::timestamptz`
        : Prisma.sql`c.open AND c.phase <> 'over'`
  return Prisma.sql`
    SELECT c.id::text, c.direction, c.caller, c.called, c.phase, c.disposition, v.flow_id::text, f.name AS flow_name,
      v.number AS version, w.document -> 'nodes' -> (c.state ->> 'at') ->> 'name' AS at_name,
      w.document -> 'nodes' -> (c.state ->> 'at') ->> 'block' AS at_block,
      e.event, e.trace, e.commands, c.started_at, c.updated_at, c.ended_at, c.bill, c.session, c.txn_ref,
      c.version_id::text, c.number_id::text, c.last_seq, COALESCE(c.state -> 'frames' -> 0 ->> 'at', c.state ->> 'at') AS at_node,
      c.phase <> 'over' AND COALESCE(c.state -> 'hangUp', 'null') <> 'null' AS hanging_up, COALESCE(c.state -> 'tags', '[]') AS tags,
      d.keys, d.problems
    FROM call c
    JOIN flow_version v ON v.id = c.version_id
    JOIN flow f ON f.id = v.flow_id
    LEFT JOIN flow_version w ON w.id = COALESCE((c.state ->> 'version')::uuid, c.version_id)
    LEFT JOIN call_event e ON e.call_id = c.id AND e.seq = c.last_seq
    LEFT JOIN call_digest d ON d.call_id = c.id
    WHERE c.workspace_id = ${workspaceId}::uuid AND ${chosen}
    ORDER BY c.started_at DESC, c.id DESC
    LIMIT ${'ids' in choice ? choice.ids.length : choice.limit}`
}

/** What it gives, as calls. */
export function storedCalls(rows: unknown): StoredCall[] {
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => {
      const plain = headOf(row)
      return { plain, masked: maskCall(plain, maskedLast(row)) }
    })
}

function maskedLast({ event, trace, commands }: Row): string {
  if (event === null) return ''
  const step = maskStep({ event, trace: trace ?? [], commands: commands ?? [] })
  return describeStep(step.event, step.trace, step.commands)
}

function headOf(row: Row): CallHead {
  const refusal = row.trace?.some((entry) => entry.type === 'problem') ?? false
  return {
    id: row.id,
    direction: row.direction,
    caller: row.caller,
    called: row.called,
    phase: row.phase,
    disposition: row.disposition,
    flowId: row.flow_id,
    flowName: row.flow_name,
    version: row.version,
    where: row.at_name || row.at_block,
    last: row.event === null ? '' : describeStep(row.event, row.trace ?? [], row.commands ?? []),
    broken: row.disposition === 'broken' || row.phase === 'closing' || refusal,
    tags: row.tags,
    numberId: row.number_id,
    keys: row.keys,
    problems: row.problems,
    hangingUp: row.hanging_up,
    seq: row.last_seq,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    bill: row.bill && billOf(row.bill),
    session: row.session,
    txnRef: row.txn_ref,
    versionId: row.version_id,
    updatedAt: row.updated_at.toISOString(),
    at: row.at_node,
    walked: (row.trace ?? []).flatMap((entry) =>
      entry.type === 'entered' && entry.flow === undefined ? [entry.node] : [],
    ),
  }
}

function billOf({ currency, debit, minutes, rate }: z.infer<typeof billSchema>): CallRow['bill'] {
  return { currency, debit, minutes, rate }
}

/** A head without what only one call's own page shows. */
export function rowOf(head: CallHead): CallRow {
  const {
    session: _session,
    txnRef: _txnRef,
    versionId: _versionId,
    updatedAt: _updatedAt,
    at: _at,
    walked: _walked,
    ...row
  } = head
  return row
}
