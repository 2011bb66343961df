import type { Notifier } from './notifier'

type Call = {
  session: string
  number: number
  step: 1 | 2 | 3
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
  /** Of a call's first two steps: from the notification's sending to the arrival of the next request, in milliseconds. */
  times: number[]
}

/**
 * Plays calls of three steps: incoming (the answer to it is a gather), digits (a play for every other call, a transfer for
 * the rest), ended. The caller thinks for `pause(step)` milliseconds before the second and third.
 */
export function createCalls(notifier: () => Notifier, numberPath: () => string) {
  const bySession = new Map<string, Call>()
  let tally = nothing()
  let count = 0

  function begin(pause: ((step: number) => number) | null, over: () => void): void {
    count += 1
    const call: Call = {
      session: `S${count.toString(36)}`,
      number: count,
      step: 1,
      path: numberPath(),
      sentAt: 0,
      asked: (path) => {
        tally.times.push(performance.now() - call.sentAt)
        tally.done += 1
        call.path = path
        call.step = call.step === 1 ? 2 : 3
        if (pause) setTimeout(go, pause(call.step))
        else go()
      },
    }
    const go = () => send(call, over)
    bySession.set(call.session, call)
    go()
  }

  function send(call: Call, over: () => void): void {
    const last = call.step === 3
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

function bodyOf({ session, number, step }: Call): string {
  const ids = `session=${session}&txn_ref=AA-C-${number}&tag=`
  if (step === 1) return `${ids}&call_state=ringing&from=%2B6591112222&to=%2B6531580000`
  if (step === 2) return `${ids}&call_state=ongoing&ivr_block=gather&digits=${number % 2 === 0 ? 1 : 2}`
  return `${ids}&call_state=ended&date=2026-01-31+09%3A30%3A00&duration=1&currency=SGD&rate=0.018&debit=0.018`
}
