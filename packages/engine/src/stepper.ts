import type { Call } from '@patchbay/flow/call'
import type { Flow } from '@patchbay/flow/flow'
import { beginStep, type StepResult } from '@patchbay/flow/step'
import type { Json } from '@patchbay/flow/vars'
import type { BoundedCache } from './bounded-cache'
import type { KeyedEvent } from './event-of'
import type { Facts } from './facts'
import { sealEvent } from './seal-event'
import type { PrivateDigits } from './secrets/private-digits'

/** More questions than this no event asks: a flow that asks on and on goes without answers. */
const mostAsked = 500

/** One step with everything that it had to look up, and the event with that beside it, as it is to be kept. */
export type Stepped = { next: StepResult; happened: KeyedEvent }

/**
 * Takes steps for calls: looks up what the flow asks for, and reads the flows that it walks, until nothing is missing. Nothing
 * is written. Rejects if the database can't be asked.
 */
export function createStepper({
  versions,
  facts,
  digits,
}: {
  versions: BoundedCache<Flow>
  facts: Facts
  digits: PrivateDigits
}) {
  return async (
    /** `id` is the call's, which has none yet when it begins. */
    { id = '', workspaceId, versionId }: { id?: string; workspaceId: string; versionId: string },
    before: Call,
    { key, event: heard }: KeyedEvent,
  ): Promise<Stepped> => {
    const flow = await versions.get(versionId)
    const flows = new Map<string, Flow>()
    const read = async (ids: readonly string[]) => {
      for (const id of ids) flows.set(id, await versions.get(id))
    }
    await read([before.version, ...before.frames.map((frame) => frame.version)].filter((id) => id !== null))
    const walked = before.version === null ? flow : (flows.get(before.version) ?? flow)
    const sealed = sealEvent(walked, before, heard, (typed) => digits.seal({ id, workspaceId }, typed))
    const told = sealed instanceof Promise ? await sealed : sealed
    const at = told.at ?? Date.now()
    const known: Record<string, Json> = { ...told.facts }
    const walk = beginStep(flow, before, { ...told, at }, flows)
    for (let asked = 0; walk.waits; asked++) {
      const { queries, versions: unread } = walk.waits
      if (asked < mostAsked) {
        await read(unread)
        for (const [key, query] of queries) {
          const answer = await facts({ workspaceId, callId: id }, query)
          // What stands not beside an event is null.
          if (answer !== null) known[key] = answer
        }
      }
      walk.resume(known)
    }
    const { call, commands, trace } = walk
    const event = Object.keys(known).length === 0 ? { ...told, at } : { ...told, at, facts: known }
    return { next: { call, commands, trace }, happened: { key, event } }
  }
}

export type Stepper = ReturnType<typeof createStepper>
