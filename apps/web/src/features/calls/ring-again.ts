import { toast } from '@patchbay/ui/toast'
import { create } from 'zustand'
import { type Outputs, sentenceOf, trpcClient } from '../../app/trpc'
import * as control from '../phone/simulator-control'
import { type Deed, ringScript } from './ring-script'

type Whole = Outputs['calls']['get']
type Event = Whole['events'][number]

/** A call that is rung again: `done` of `total` things that people did have been done. */
export type Ringing = { callId: string; done: number; total: number; stop: () => void }

/** The call that is rung again just now; null where none is. It goes on from page to page. */
export const useRinging = create<{ ringing: Ringing | null }>(() => ({ ringing: null }))

const patienceMs = 15_000

/**
 * Rings the same number (or person) again in the simulator, as the same caller, and does what people did then at the same moments,
 * on whatever version answers now. Gives the new call's id as soon as it is in the log; the rest goes on by itself.
 */
export async function ringAgain({ call, events }: Whole): Promise<string> {
  useRinging.getState().ringing?.stop()
  const { id, session } = await begin(call)
  const deeds = ringScript(events)
  const gone = new AbortController()
  useRinging.setState({ ringing: { callId: id, done: 0, total: deeds.length, stop: () => gone.abort() } })
  void follow(id, session, deeds, gone.signal)
    .catch((error: unknown) => {
      if (!gone.signal.aborted) toast.error(error instanceof Error ? error.message : sentenceOf(error))
    })
    .finally(() => {
      if (useRinging.getState().ringing?.callId === id) useRinging.setState({ ringing: null })
    })
  return id
}

async function begin(call: Whole['call']): Promise<{ id: string; session: string }> {
  if (call.direction === 'incoming') {
    const session = await control.ring(call.caller, call.called)
    const { id } = await until('The call did not come into the log.', () => trpcClient.calls.find.query({ session }))
    return { id, session }
  }
  const { id } = await trpcClient.calls.place.mutate({ flowId: call.flowId, dest: call.called })
  const session = await until('The simulator did not take the call.', async () => {
    const placed = await trpcClient.calls.get.query({ id })
    return placed.call.session
  })
  return { id, session }
}

async function follow(id: string, session: string, deeds: readonly Deed[], signal: AbortSignal): Promise<void> {
  const log = watch(id, signal)
  for (const [index, deed] of deeds.entries()) {
    const asked = await log.asked(deed.step)
    if (asked === null || asked.type !== deed.during)
      throw new Error(
        `The call went another way than the one before it after ${index} of ${deeds.length} things that people did. The rest was left to you.`,
      )
    await sleep(asked.at + deed.afterMs - Date.now(), signal)
    if (deed.do === 'keys') await control.pressKeys(session, deed.digits)
    else if (deed.do === 'leg') await control.settleLeg(session, deed.outcome)
    else await control.hangUp(session, 'caller')
    useRinging.setState(({ ringing }) => (ringing?.callId === id ? { ringing: { ...ringing, done: index + 1 } } : {}))
  }
}

/** Reads a call's events as they happen. Gives what was asked for by a number, once it is; null when the call is over before. */
function watch(id: string, signal: AbortSignal) {
  const asked = new Map<number, { type: string; at: number }>()
  let over = false
  let wake = () => undefined
  const take = ({ commands, trace }: Event) => {
    for (const { step, command } of commands) asked.set(step, { type: command.type, at: Date.now() })
    over ||= trace.some(({ type }) => type === 'over')
    wake()
  }
  const subscription = trpcClient.calls.onEvents.subscribe(
    { id, lastEventId: '0' },
    { onData: ({ data }) => take(data) },
  )
  signal.addEventListener('abort', () => {
    subscription.unsubscribe()
    wake()
  })
  return {
    async asked(step: number): Promise<{ type: string; at: number } | null> {
      while (!asked.has(step) && !over && !signal.aborted)
        await new Promise<void>((resolve) => {
          wake = () => {
            resolve()
            return undefined
          }
        })
      signal.throwIfAborted()
      return asked.get(step) ?? null
    },
  }
}

async function until<T>(otherwise: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.max(0, ms))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new Error('Stopped.'))
    })
  })
}
