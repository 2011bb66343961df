import type { Call, CallEvent } from '@patchbay/flow/call'
import type { Flow } from '@patchbay/flow/flow'

/**
 * What an event is to be taken as, where it brings digits that nobody may see: without them, and with what the running block
 * makes of them in their place. `seal` puts them away and gives their mark. So nothing behind this (the step, what is
 * written, what is told) ever has them. Digits that come late decide nothing, and whether they were private is not known any
 * more: they are dropped.
 */
export function sealEvent(
  flow: Flow,
  call: Call,
  event: CallEvent,
  seal: (digits: string) => Promise<string>,
): CallEvent | Promise<CallEvent> {
  if (!('result' in event) || !event.result.digits) return event
  const { digits, ...others } = event.result
  const late = event.type !== 'ended' && event.step !== call.step
  const as = call.at === null ? null : (flow.nodes.get(call.at)?.bound.seals(digits) ?? null)
  if (late || (as !== null && event.type === 'ended')) return { ...event, result: others }
  if (as === null) return event
  return seal(digits).then((mark) => ({ ...event, result: { ...others, sealed: { as, mark } } }))
}
