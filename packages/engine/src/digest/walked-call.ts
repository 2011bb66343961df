import type { Call, CallEvent } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'

/** A call as it is looked back upon. */
export type WalkedCall = {
  /** The version that it ran on. */
  versionId: string
  direction: Call['direction']
  /** E.164, or empty. */
  caller: string
  called: string
  tags: readonly string[]
  /** When its row was begun and ended, in epoch milliseconds. */
  startedAt: number
  endedAt: number | null
}

/** One of its events, in the order of their numbers. */
export type WalkedEvent = {
  /** In epoch milliseconds. */
  at: number
  event: CallEvent
  trace: readonly TraceEntry[]
  commands: ReadonlyArray<{ command: Command }>
}

/** A block of a version: the call's own, or one of a flow that it walked for another one. */
export type Place = { versionId: string; node: string }

/** Where an entry of the trace happened, if it happened at a block. */
export function placeOf(call: WalkedCall, { node, flow }: { node: string; flow?: string | undefined }): Place {
  return { versionId: flow ?? call.versionId, node }
}

/** Whether it changed nothing but the bill. */
export function isLate({ trace }: WalkedEvent): boolean {
  return trace.some((entry) => entry.type === 'late')
}
