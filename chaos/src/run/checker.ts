import { type House, speed } from '../house/house'
import { pause } from '../pause'
import type { CarrierSms } from '../record/carrier-record'
import { wallTime } from '../record/carrier-record'
import { readFlows } from '../record/flows'
import { readNumberTokens, readStoredCalls } from '../record/stored-record'
import { type Evidence, matchCalls, type Violation } from '../rules/evidence'
import { atLast, lasting, passing } from '../rules/rules'

const looksAgain = 4
const lookAgainMs = 700
/** A call that has been over for so long is told of no more, but for what comes very late: that the last look sees. */
const quietMs = 2_000

export type Checked = { violations: Violation[]; evidence: Evidence }

export type Checker = {
  /** Looks at every call that is not settled yet. */
  check: () => Promise<Checked>
  /** Looks at everything once more, when nothing can happen any more. */
  checkAll: () => Promise<Checked>
}

/** Reads both records, the carrier's first, and applies the rules. `kills` is kept by whoever kills. */
export function createChecker(house: House, kills: readonly number[]): Checker {
  const settledSessions = new Set<string>()
  const settledIds = new Set<string>()
  const sms = new Map<string, CarrierSms>()

  async function gather(whole: boolean): Promise<Evidence> {
    const heardAt = Date.now()
    const sessions = await house.carrier.sessions()
    const wanted = sessions.map(({ session }) => session).filter((session) => whole || !settledSessions.has(session))
    const carrier = await inBatches(wanted, (session) => house.carrier.call(session))
    for (const each of await house.carrier.sms()) sms.set(each.txn_ref, each)
    const stored = await patiently(() => readStoredCalls(house.pool, whole ? [] : [...settledIds]))
    return {
      carrier,
      sms: [...sms.values()],
      stored,
      whole,
      numberTokens: await patiently(() => readNumberTokens(house.pool)),
      flows: await patiently(() => readFlows(house.pool)),
      kills,
      speed,
      heardAt,
      readAt: Date.now(),
    }
  }

  function settle(evidence: Evidence): void {
    const match = matchCalls(evidence)
    for (const call of evidence.carrier) {
      const stored = match(call)
      const last = call.transcript.at(-1)
      const isQuiet = last !== undefined && evidence.heardAt - wallTime(call, last.at, speed) > quietMs
      if (call.state !== 'ended' || !isQuiet || stored?.open || (stored && stored.phase !== 'over')) continue
      settledSessions.add(call.session)
      if (stored) settledIds.add(stored.id)
    }
  }

  return {
    check: async () => {
      let evidence = await gather(false)
      const violations = lasting.flatMap((rule) => rule(evidence))
      let seen = passing.flatMap((rule) => rule(evidence))
      for (let again = 0; seen.length > 0 && again < looksAgain; again++) {
        await pause(lookAgainMs)
        evidence = await gather(false)
        seen = passing.flatMap((rule) => rule(evidence))
      }
      settle(evidence)
      return { violations: [...violations, ...seen], evidence }
    },
    checkAll: async () => {
      const evidence = await gather(true)
      return { violations: atLast.flatMap((rule) => rule(evidence)), evidence }
    },
  }
}

async function inBatches<T>(sessions: readonly string[], read: (session: string) => Promise<T>): Promise<T[]> {
  const found: T[] = []
  for (let i = 0; i < sessions.length; i += 16) found.push(...(await Promise.all(sessions.slice(i, i + 16).map(read))))
  return found
}

/** The database may be on its way back. */
export async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 15_000; ; await pause(100)) {
    try {
      return await read()
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}
