import { blocks } from '@patchbay/blocks/blocks'
import { type Call, type CallEvent, newCall, type Result } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { FlowDocument } from '@patchbay/flow/document'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import type { TraceEntry } from '@patchbay/flow/trace'

/** What the carrier tells next, and after how many seconds. */
export type Said = { after: number } & ({ done: Result } | { accepted: true } | { refused: string } | { ended: Result })

export type PlayedEvent = {
  seq: number
  key: string
  /** Seconds after the call began. */
  at: number
  event: CallEvent
  trace: TraceEntry[]
  commands: Array<{ step: number; command: Command }>
}

export type PlayedCall = { state: Call; events: PlayedEvent[]; seconds: number }

/** Plays a call through the interpreter itself, so that it stands in the log as if it had been rung. */
export function playCall(
  document: FlowDocument,
  {
    direction,
    caller,
    called,
    said,
  }: { direction: Call['direction']; caller: string; called: string; said: readonly Said[] },
): PlayedCall {
  const flow = compileFlow(blocks, document)
  let call = newCall(direction, caller, called)
  let at = 0
  const events: PlayedEvent[] = []
  const take = (key: string, event: CallEvent) => {
    const result = step(flow, call, event)
    call = result.call
    events.push({
      seq: events.length + 1,
      key,
      at,
      event,
      trace: result.trace,
      commands: result.commands.map((command) => ({ step: call.step, command })),
    })
  }
  take('started', { type: 'started', seed: 1 })
  for (const word of said) {
    at += word.after
    if ('done' in word) take(`${call.step}:done`, { type: 'done', step: call.step, result: word.done })
    else if ('accepted' in word) take(`${call.step}:accepted`, { type: 'accepted', step: call.step })
    else if ('refused' in word) take(`${call.step}:refused`, { type: 'refused', step: call.step, status: word.refused })
    else take('ended', { type: 'ended', result: { ...word.ended, ...billOf(at) } })
  }
  return { state: call, events, seconds: at }
}

function billOf(seconds: number): Result {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  return { bill: { minutes, currency: 'SGD', rate: '0.036', debit: (minutes * 0.036).toFixed(3) } }
}
