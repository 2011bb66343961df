import type { Call, CallEvent } from './call'
import { newCall } from './call'
import type { Command } from './command'
import type { Flow, Flows } from './flow'
import { sameJson } from './patch'
import { step } from './step'
import type { TraceEntry } from './trace'

/** What a step did, as the log keeps it: each command with the number that the carrier hands back. */
export type StepOutcome = {
  commands: ReadonlyArray<{ step: number; command: Command }>
  trace: readonly TraceEntry[]
}

/** A call that was recorded: who called whom, and what happened, in order, with what each step did then. */
export type RecordedCall = {
  call: { direction: Call['direction']; caller: string; called: string }
  steps: ReadonlyArray<{ event: CallEvent; commands: readonly unknown[]; trace: readonly unknown[] }>
}

/** One step walked again. */
export type ReplayedStep = StepOutcome & {
  /** Whether it asked for the same commands, and walked the same way, as it did then. */
  same: boolean
  /** The call after it. */
  call: Call
}

/**
 * Walks a recorded call again with today's interpreter, event by event, each from where the one before it led. Pure. `flows`
 * are the versions that the call went into, by their ids, as `step` wants them.
 */
export function replay(flow: Flow, flows: Flows, recorded: RecordedCall): ReplayedStep[] {
  const { direction, caller, called } = recorded.call
  let call = newCall(direction, caller, called)
  return recorded.steps.map(({ event, commands: askedThen, trace: walkedThen }) => {
    const next = step(flow, call, event, flows)
    call = next.call
    const { trace } = next
    const commands = next.commands.map((command, index) => ({
      step: call.step - next.commands.length + 1 + index,
      command,
    }))
    return { call, trace, commands, same: sameJson(commands, askedThen) && sameJson(trace, walkedThen) }
  })
}

/** The versions of other flows that a call walked or could have walked, by what its events say. */
export function versionsWalked(steps: RecordedCall['steps']): string[] {
  const found = new Set<string>()
  for (const { event, trace } of steps) {
    for (const entry of trace) {
      const { flow } = Object(entry)
      if (typeof flow === 'string') found.add(flow)
    }
    for (const [key, fact] of Object.entries(event.facts ?? {})) {
      if (!key.startsWith('["flow",') || typeof fact !== 'object' || fact === null || Array.isArray(fact)) continue
      if (typeof fact.versionId === 'string') found.add(fact.versionId)
    }
  }
  return [...found]
}
