import type { Hoiio } from '@patchbay/hoiio/client'
import type { CallRecord as AskedCall } from '@patchbay/hoiio/voice'
import type { Logger } from 'pino'
import type { CallStore } from './call-store'
import type { KeyedEvent } from './event-of'
import type { Mover } from './mover'

/** After how many milliseconds a call is asked after, again and again; the last one repeats. */
const waits = [1_000, 2_000, 5_000, 10_000, 30_000]

/** A call that the carrier still calls ongoing after this many questions (about a day) is left alone. */
const mostQuestions = 3_000

/**
 * Announcements: outgoing calls without a notification address. The carrier tells nothing of them (hoiio-api: Dial
 * without notify_url), so their outcome has to be asked for, with `voice/query_status`.
 */
export function createAnnouncements(deps: { store: CallStore; mover: Mover; hoiio: Hoiio; log: Logger }) {
  const { store, mover, hoiio, log } = deps
  const timers = new Map<string, NodeJS.Timeout>()
  let closed = false

  function watch(callId: string, txnRef: string, asked = 0): void {
    clearTimeout(timers.get(callId))
    if (closed || asked >= mostQuestions) return
    const wait = waits[Math.min(asked, waits.length - 1)]
    const timer = setTimeout(() => {
      timers.delete(callId)
      ask(callId, txnRef).then(
        (over) => over || watch(callId, txnRef, asked + 1),
        (error: unknown) => {
          log.warn({ callId, err: error }, 'an announcement could not be asked after')
          watch(callId, txnRef, asked + 1)
        },
      )
    }, wait)
    timers.set(callId, timer)
  }

  async function ask(callId: string, txnRef: string): Promise<boolean> {
    const happened = outcomeOf(await hoiio.voice.queryStatus(txnRef))
    if (!happened) return false
    const call = await store.callById(callId)
    if (call) await mover.move(call, happened, {})
    return true
  }

  return {
    watch,
    /** Takes up the announcements that were under way when the server stopped. */
    async resume(): Promise<void> {
      for (const { id, txnRef } of await store.openAnnouncements()) watch(id, txnRef)
    },
    close(): void {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

export type Announcements = ReturnType<typeof createAnnouncements>

/** What became of an announcement, or null while it goes on. */
function outcomeOf({ status, startedAt, duration, currency, rate, debit }: AskedCall): KeyedEvent | null {
  if (status === undefined || status === 'ongoing') return null
  const bill = {
    ...(startedAt ? { startedAt } : {}),
    ...(duration === undefined || Number.isNaN(duration) ? {} : { minutes: duration }),
    ...(currency === undefined ? {} : { currency }),
    ...(rate === undefined ? {} : { rate }),
    ...(debit === undefined ? {} : { debit }),
  }
  return { key: 'ended', event: { type: 'ended', result: { dialStatus: status, bill } } }
}
