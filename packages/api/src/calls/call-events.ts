import { type CallEvent, callEventSchema } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { Context } from '../context'
import { maskStep } from '../masking/mask-step'
import { seesCallers } from '../masking/sees-callers'
import { commandsSchema, traceSchema } from './call-row'

export type CallEventRow = {
  /** From 1, without gaps. */
  seq: number
  at: string
  /** Unique within the call. */
  key: string
  event: CallEvent
  trace: TraceEntry[]
  commands: Array<{ step: number; command: Command }>
}

/**
 * What happened to a call after the event of this number, in order, as whoever asks may see it. The caller has made sure whose call
 * it is.
 */
export async function readEvents(context: Context, callId: string, after: number): Promise<CallEventRow[]> {
  const { deps, workspaceId } = context
  const plain = seesCallers(context)
  const events = await deps.db.callEvent.findMany({
    where: { callId, workspaceId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
  })
  return events.map(({ seq, at, key, event, trace, commands }) => {
    const step = {
      event: callEventSchema.parse(event),
      trace: traceSchema.parse(trace),
      commands: commandsSchema.parse(commands),
    }
    return { seq, at: at.toISOString(), key, ...(plain ? step : maskStep(step)) }
  })
}
