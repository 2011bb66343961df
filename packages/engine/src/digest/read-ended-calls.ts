import { callEventSchema } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { WalkedCall, WalkedEvent } from './walked-call'

export type EndedCall = {
  id: string
  workspaceId: string
  /** Null for a call that came to no number. */
  numberId: string | null
  /** The number of its last event. */
  seq: number
  call: WalkedCall
  events: WalkedEvent[]
  /** How many of its events were digested before. */
  known: number
  /** The versions that it walked, its own first. */
  versions: string[]
}

const callsSchema = z.array(
  z.object({
    id: z.string(),
    workspace_id: z.string(),
    version_id: z.string(),
    number_id: z.string().nullable(),
    direction: z.enum(['incoming', 'outgoing']),
    caller: z.string(),
    called: z.string(),
    tags: z.array(z.string()),
    started_at: z.date(),
    ended_at: z.date().nullable(),
    last_seq: z.number(),
    digested_seq: z.number().nullable(),
  }),
)

/** Written by the engine alone, from `step`'s own answer. */
const eventsSchema = z.array(
  z.object({
    call_id: z.string(),
    seq: z.number(),
    at: z.date(),
    event: z.unknown(),
    trace: z.custom<TraceEntry[]>((value) => Array.isArray(value)),
    commands: z.custom<Array<{ step: number; command: Command }>>((value) => Array.isArray(value)),
  }),
)

/** Calls that are over and settled, and whose digest is missing or behind, with their events: the oldest first. */
export async function readEndedCalls(client: PoolClient, most: number): Promise<EndedCall[]> {
  const { rows } = await client.query({ name: 'undigested-calls', text: undigested, values: [most] })
  const calls = callsSchema.parse(rows)
  if (calls.length === 0) return []
  const told = await client.query({ name: 'events-to-digest', text: eventsOf, values: [calls.map(({ id }) => id)] })
  const byCall = new Map<string, z.infer<typeof eventsSchema>>(calls.map(({ id }) => [id, []]))
  for (const row of eventsSchema.parse(told.rows)) byCall.get(row.call_id)?.push(row)
  return calls.map((row) => {
    // Nothing is counted of what a step still adds while this is read.
    const events = (byCall.get(row.id) ?? []).filter(({ seq }) => seq <= row.last_seq).sort((a, b) => a.seq - b.seq)
    const versions = new Set([row.version_id])
    for (const { trace } of events)
      for (const entry of trace) if ('flow' in entry && entry.flow !== undefined) versions.add(entry.flow)
    return {
      id: row.id,
      workspaceId: row.workspace_id,
      numberId: row.number_id,
      seq: row.last_seq,
      call: {
        versionId: row.version_id,
        direction: row.direction,
        caller: row.caller,
        called: row.called,
        tags: row.tags,
        startedAt: row.started_at.getTime(),
        endedAt: row.ended_at?.getTime() ?? null,
      },
      events: events.map(({ at, event, trace, commands }) => ({
        at: at.getTime(),
        event: callEventSchema.catch(unreadable).parse(event),
        trace,
        commands,
      })),
      known: events.filter(({ seq }) => seq <= (row.digested_seq ?? 0)).length,
      versions: [...versions],
    }
  })
}

/** What a much older Patchbay may have written counts by its trace alone, and holds nobody up. */
const unreadable = { type: 'recorded' as const, url: '' }

export const undigested = `
SELECT c.id, c.workspace_id, c.version_id, c.number_id, c.direction, c.caller, c.called, COALESCE(c.state -> 'tags', '[]') AS tags,
  c.started_at, c.ended_at, c.last_seq, d.seq AS digested_seq
FROM call c LEFT JOIN call_digest d ON d.call_id = c.id
WHERE NOT c.open AND NOT c.digested ORDER BY c.id LIMIT $1`

/** Without what was looked up and answered over HTTP, which may be large and is no part of a digest. */
export const eventsOf = `
SELECT call_id, seq, at, event - 'facts' #- '{result,response}' AS event, trace, commands
FROM call_event WHERE call_id = ANY ($1::uuid[])`
