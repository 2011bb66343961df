import type { Call, CallEvent } from './call'
import type { Command } from './command'
import type { Flow, Flows } from './flow'
import type { TraceEntry } from './trace'
import { Walk } from './walk'

export type StepResult = {
  call: Call
  commands: Command[]
  trace: TraceEntry[]
}

const none: Flows = new Map()

/**
 * One transition of a call: pure, total, and the same answer for the same input. At most one command comes back; its
 * number is the new `call.step`. A broken flow never throws: it becomes a trace entry and a spoken apology. What the flow
 * asks for and stands not beside the event is null.
 */
export function step(flow: Flow, call: Call, event: CallEvent, flows: Flows = none): StepResult {
  const walk = beginStep(flow, call, event, flows)
  while (walk.waits) walk.resume({})
  const { commands, trace } = walk
  return { call: walk.call, commands, trace }
}

/**
 * The same, for whoever can look things up: as long as it `waits`, it wants to be resumed with the answers, and with the flows
 * that it names put among `flows`. Kept beside the event, the answers lead `step` to the same result.
 */
export function beginStep(flow: Flow, call: Call, event: CallEvent, flows: Flows): Walk {
  const walk = new Walk(flow, call, event, flows)
  walk.take()
  return walk
}
