import { isDeepStrictEqual } from 'node:util'
import { newCall } from '@patchbay/flow/call'
import { step } from '@patchbay/flow/step'
import { type StoredCall, stateOf } from '../record/stored-record'
import type { Evidence, Rule, Violation } from './evidence'

/** A call's events, taken one after the other from its beginning, give its commands and exactly its stored state. */
export const replay: Rule = (evidence) =>
  evidence.stored.flatMap((call) =>
    faultsOf(call, evidence).map(
      (what): Violation => ({ rule: 'replay', session: call.session, callId: call.id, what }),
    ),
  )

function faultsOf(call: StoredCall, { flows }: Evidence): string[] {
  const { events } = call
  const seqs = events.map(({ seq }) => seq)
  const keys = new Set(events.map(({ key }) => key))
  const state = stateOf(call)
  const flow = flows.get(call.version_id)
  const faults = [
    ...(seqs.every((seq, i) => seq === i + 1) ? [] : [`Its events are numbered ${seqs.join(', ')}.`]),
    ...(keys.size === events.length ? [] : ['Two of its events have the same key.']),
    ...(call.last_seq === events.length ? [] : [`last_seq is ${call.last_seq}, with ${events.length} events.`]),
    ...(state !== null && state.phase !== call.phase ? [`phase is ${call.phase}, its state says ${state.phase}.`] : []),
    ...(state !== null && state.disposition !== call.disposition
      ? [`disposition is ${call.disposition}, its state says ${state.disposition}.`]
      : []),
  ]
  if (flow === undefined) return [...faults, `Its version ${call.version_id} is not stored.`]
  return [...faults, ...replayFaults(call, flow)]
}

function replayFaults(call: StoredCall, flow: Parameters<typeof step>[0]): string[] {
  let now = newCall(call.direction, call.caller, call.called)
  const faults: string[] = []
  for (const { seq, event, commands } of call.events) {
    const result = step(flow, now, event)
    now = result.call
    const asked = result.commands.map((command, i) => ({ step: now.step - result.commands.length + 1 + i, command }))
    if (!isDeepStrictEqual(asJson(asked), asJson(commands)))
      faults.push(`Event ${seq} asks for ${JSON.stringify(asked)}, and ${JSON.stringify(commands)} is stored.`)
  }
  if (!isDeepStrictEqual(asJson(now), asJson(call.state)))
    faults.push(`Its events give ${JSON.stringify(now)}, and ${JSON.stringify(call.state)} is stored.`)
  return faults
}

/** Without what JSON does not keep, such as members that are undefined. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
