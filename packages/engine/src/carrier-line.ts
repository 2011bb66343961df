import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleType } from 'cockatiel'
import type { Logger } from 'pino'
import type { CarrierAccount } from './accounts'
import type { CarrierAnswer } from './carrier-request'
import type { Meters } from './meters'

/** More requests than this, under way or waiting for one of the client's connections, are left to the lease. */
const mostWaiting = 20_000
/** So many faults in a row, and the carrier counts as away; one request tries again after so many milliseconds. */
const faultsInARow = 10
const tryAfter = 5_000

const faults = new Set(['timeout', 'unreachable', 'unreadable_answer', 'error_service_not_available'])

class CarrierFault extends Error {
  constructor(readonly answer: CarrierAnswer) {
    super(answer.status)
  }
}

/** The way to each account: its own, so that one whose carrier is away stands in nobody else's. It goes with the account. */
export function createCarrierLines(meters: Meters, log: Logger) {
  const lines = new WeakMap<CarrierAccount, CarrierLine>()
  return (account: CarrierAccount): CarrierLine => {
    const known = lines.get(account)
    if (known) return known
    const line = createCarrierLine(meters, log.child({ accountId: account.id }))
    lines.set(account, line)
    return line
  }
}

export type CarrierLines = ReturnType<typeof createCarrierLines>

/** A bounded number of requests wait for one account, and none while its carrier is away. */
function createCarrierLine(meters: Meters, log: Logger) {
  const breaker = circuitBreaker(handleType(CarrierFault), {
    halfOpenAfter: tryAfter,
    breaker: new ConsecutiveBreaker(faultsInARow),
  })
  breaker.onBreak(() => log.error('the carrier does not answer: requests wait'))
  breaker.onReset(() => log.info('the carrier answers again'))
  let waiting = 0

  /** Null if there was no place to wait. A carrier that is away answers `carrier_away`, which certainly reached nobody. */
  return async (request: () => Promise<CarrierAnswer>): Promise<CarrierAnswer | null> => {
    if (waiting >= mostWaiting) return null
    waiting += 1
    const from = performance.now()
    try {
      return await breaker.execute(async () => {
        const answer = await request()
        if (!answer.accepted) meters.carrierErrors.inc({ status: answer.status })
        if (faults.has(answer.status)) throw new CarrierFault(answer)
        return answer
      })
    } catch (error) {
      if (error instanceof CarrierFault) return error.answer
      if (error instanceof BrokenCircuitError)
        return { status: 'carrier_away', accepted: false, reached: false, ids: {} }
      throw error
    } finally {
      waiting -= 1
      meters.carrierSeconds.observe((performance.now() - from) / 1_000)
    }
  }
}

type CarrierLine = ReturnType<typeof createCarrierLine>
