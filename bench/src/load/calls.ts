import type { Notifier } from './notifier'

/** So many extensions are dialled, each as often as any other. */
export const extensions = 10_000

type Call = {
  session: string
  number: number
  /** From 1 up to `steps`. */
  step: number
  steps: number
  path: string
  sentAt: number
  asked: (path: string) => void
}

export type Tally = {
  /** Steps done: their next request arrived at the carrier, or, of a call's last, the notification was answered. */
  done: number
  /** Notifications that were answered 200, and all others. */
  answered: number
  failed: number
  /** Of all steps but a call's last: from the notification's sending to the arrival of the next request, in milliseconds. */
  times: number[]
}

/**
 * Plays calls: incoming, then a key (1 for every other call, 2 for the rest) when the carrier is asked for something, and an
 * extension each time that it is asked for more, then ended. The caller thinks for `pause(step)` milliseconds before every step but the first.
 */
export function createCalls(notifier: () => Notifier, numberPath: () => string) {
  const bySession = new Map<string, Call>()
  let tally = nothing()
  let count = 0

  function begin(steps: number, pause: ((step: number) => number) | null, over: () => void): void {
    count += 1
    const call: Call = {
      session: `S${count.toString(36)}`,
      number: count,
      step: 1,
      steps,
      path: numberPath(),
      sentAt: 0,
      asked: (path) => {
        tally.times.push(performance.now() - call.sentAt)
        tally.done += 1
        call.path = path
        call.step += 1
        if (pause) setTimeout(go, pause(call.step))
        else go()
      },
    }
    const go = () => send(call, over)
    bySession.set(call.session, call)
    go()
  }

  function send(call: Call, over: () => void): void {
    const last = call.step === call.steps
    call.sentAt = performance.now()
    notifier().send(call.path, bodyOf(call), (status) => {
      if (status === 200) tally.answered += 1
      else tally.failed += 1
      if (!last && status === 200) return
      if (status === 200) tally.done += 1
      bySession.delete(call.session)
      over()
    })
  }

  return {
    begin,
    /** The carrier was asked for something by this session's call. */
    asked: (session: string, path: string) => bySession.get(session)?.asked(path),
    /** What happened since this was asked last. */
    take(): Tally {
      const taken = tally
      tally = nothing()
      return taken
    },
    underWay: () => bySession.size,
  }
}

const nothing = (): Tally => ({ done: 0, answered: 0, failed: 0, times: [] })

function bodyOf({ session, number, step, steps }: Call): string {
  const ids = `session=${session}&txn_ref=AA-C-${number}&tag=`
  if (step === 1) return `${ids}&call_state=ringing&from=%2B6591112222&to=%2B6531580000`
  if (step === 2) return `${ids}&call_state=ongoing&ivr_block=gather&digits=${number % 2 === 0 ? 1 : 2}`
  if (step < steps) return `${ids}&call_state=ongoing&ivr_block=gather&digits=${(number * 7_919) % extensions}`
  return `${ids}&call_state=ended&date=2026-01-31+09%3A30%3A00&duration=1&currency=SGD&rate=0.018&debit=0.018`
}
