import type { Call, CallEvent } from './call'
import type { Command } from './command'
import type { Flow, Flows } from './flow'
import type { Query } from './query'
import type { TraceEntry } from './trace'
import { Walk } from './walk'

export type StepResult = {
  call: Call
  commands: Command[]
  trace: TraceEntry[]
  /** What was asked and stands not beside the event: it was taken for null. */
  missing: Query[]
  /** Versions of other flows that were to be walked, and are not among `flows`. */
  unread: string[]
}

const none: Flows = new Map()

/**
 * One transition of a call: pure, total, and the same answer for the same input. At most one command comes back; its
 * number is the new `call.step`. A broken flow never throws: it becomes a trace entry and a spoken apology. Whoever can
 * look up what is `missing` or `unread` puts it beside the event and takes the step again, from the same call.
 */
export function step(flow: Flow, call: Call, event: CallEvent, flows: Flows = none): StepResult {
  const walk = new Walk(flow, call, event, flows)
  walk.take()
  const { commands, trace, missing, unread } = walk
  return { call: walk.call, commands, trace, missing, unread }
}
