import { createRandom, type Random } from './random'

/** What the simulator's `PUT /control/faults` takes; shares are from 0 to 1. */
export type Faults = {
  seed: number
  notifications: {
    delay?: { share: number; ms: [number, number] }
    double?: number
    drop?: number
    reorder?: number
  }
  requests: Partial<Record<RequestFault, number>>
}
export const requestFaults = [
  'failBefore',
  'failAfter',
  'hang',
  'closeBefore',
  'closeAfter',
  'rateLimit',
  'internalError',
] as const
export type RequestFault = (typeof requestFaults)[number]

/** Something done to a process at a moment of the round. `kill` is SIGKILL, `drain` is SIGTERM. */
export type Disruption =
  | { at: number; what: 'kill' | 'drain'; replica: 0 | 1 }
  | { at: number; what: 'postgres-fast' | 'postgres-immediate' | 'postgres-kill' }

export const incomingFlows = [
  'auto-attendant',
  'voicemail',
  'helpline',
  'call-forwarding',
  'company-directory',
] as const
export const outgoingFlows = ['booking-confirmation', 'announcement'] as const
export type FlowName = (typeof incomingFlows)[number] | (typeof outgoingFlows)[number]
export type LegOutcome = 'answered' | 'busy' | 'unanswered' | 'failed'

/** What a person on the telephone will do. Times are milliseconds of ours. */
export type PlannedCaller = {
  /** From the round's beginning. */
  at: number
  flow: FlowName
  /** For one Gather after another; who has no more says nothing. */
  keys: string[]
  /** For one ringing phone after another; then `answered`. */
  outcomes: LegOutcome[]
  /** How long each act takes. */
  thinks: number
  /** After so long on the line, the caller hangs up. */
  patience: number
}

export type RoundPlan = { faults: Faults; disruptions: Disruption[]; callers: PlannedCaller[] }

/** How long callers keep beginning calls, and disturbances keep coming, in a round. */
export const burstMs = 1_200
const mostPatience = 1_600
const disturbances: readonly [Disruption['what'], ...Disruption['what'][]] = [
  'kill',
  'kill',
  'kill',
  'kill',
  'drain',
  'drain',
  'postgres-fast',
  'postgres-immediate',
  'postgres-kill',
]

/**
 * What happens in one round: always the same for the same seed and round. `quiet` leaves the processes alone, and
 * `kind` leaves the carrier in good health.
 */
export function planRound(seed: number, round: number, mild: { quiet?: boolean; kind?: boolean } = {}): RoundPlan {
  const random = createRandom(seed * 100_003 + round)
  const faults = planFaults(random)
  const disruptions = planDisruptions(random)
  const callers = Array.from({ length: random.whole(8, 20) }, () => planCaller(random))
  return {
    faults: mild.kind ? { seed: faults.seed, notifications: {}, requests: {} } : faults,
    disruptions: mild.quiet ? [] : disruptions.sort((a, b) => a.at - b.at),
    callers: callers.sort((a, b) => a.at - b.at),
  }
}

function planFaults(random: Random): Faults {
  const share = () => random.whole(3, 25) / 100
  const faults: Faults = { seed: random.whole(1, 2 ** 31 - 1), notifications: {}, requests: {} }
  if (random.chance(0.4)) faults.notifications.delay = { share: share(), ms: [5, random.whole(20, 500)] }
  if (random.chance(0.4)) faults.notifications.double = share()
  if (random.chance(0.3)) faults.notifications.drop = random.whole(2, 12) / 100
  if (random.chance(0.3)) faults.notifications.reorder = share()
  for (const fault of requestFaults)
    if (random.chance(0.25)) faults.requests[fault] = fault === 'hang' ? random.whole(1, 6) / 100 : share()
  return faults
}

function planDisruptions(random: Random): Disruption[] {
  const count = random.pick([0, 1, 1, 1, 2, 2])
  const planned = Array.from({ length: count }, (): Disruption => {
    const at = random.whole(100, burstMs)
    const what = random.pick(disturbances)
    return what === 'kill' || what === 'drain' ? { at, what, replica: random.pick([0, 1]) } : { at, what }
  })
  if (!random.chance(0.08)) return planned
  // The whole house goes dark at once.
  const at = random.whole(100, burstMs)
  return [...planned, { at, what: 'kill', replica: 0 }, { at, what: 'kill', replica: 1 }]
}

function planCaller(random: Random): PlannedCaller {
  const outgoing = random.chance(0.2)
  const flow = outgoing ? random.pick(outgoingFlows) : random.pick(incomingFlows)
  const key = () => (flow === 'company-directory' ? random.pick(['101', '102', '999']) : String(random.whole(1, 5)))
  const outcome = () => random.pick<LegOutcome>(['answered', 'answered', 'busy', 'unanswered', 'failed'])
  return {
    at: random.whole(0, burstMs),
    flow,
    keys: Array.from({ length: random.chance(0.1) ? 0 : random.whole(1, 7) }, key),
    outcomes: Array.from({ length: random.whole(0, 3) }, outcome),
    thinks: random.whole(5, 120),
    patience: random.chance(0.2) ? random.whole(20, 600) : random.whole(600, mostPatience),
  }
}
