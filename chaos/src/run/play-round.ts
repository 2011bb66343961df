import type { House } from '../house/house'
import { drainMs } from '../house/replica'
import type { Telephones } from '../house/telephones'
import { pause } from '../pause'
import { burstMs, type Disruption, type PlannedCaller, type RoundPlan } from '../plan/plan-round'
import type { Violation } from '../rules/evidence'
import { patiently } from './checker'

const placeMs = 3_000
const mostOnTheLine = 4_000
const mostSettling = 1_500

/** What a run counts as it goes. */
export type Tally = {
  kills: number
  drains: number
  postgresRestarts: number
  incoming: number
  placed: number
  /** Outgoing calls that were asked for while nobody could answer. */
  notPlaced: number
}

export type Stage = {
  house: House
  telephones: Telephones
  /** When a server was killed, in ms since 1970. */
  kills: number[]
  tally: Tally
  violated: (violation: Violation) => void
}

/**
 * One round: callers ring and are rung while the carrier has its faults and processes die; then all is healed, the
 * callers finish, and what is left has a moment to settle.
 */
export async function playRound(stage: Stage, plan: RoundPlan): Promise<void> {
  const { house, telephones } = stage
  await house.carrier.setFaults(plan.faults)
  const work = [
    ...plan.callers.map(async (caller) => {
      await pause(caller.at)
      await begin(stage, caller)
    }),
    ...plan.disruptions.map(async (disruption) => {
      await pause(disruption.at)
      await disturb(stage, disruption)
    }),
    pause(burstMs),
  ]
  await Promise.all(work)
  await house.carrier.setFaults(null)
  await Promise.all(house.replicas.map((replica) => replica.ready()))
  await within(mostOnTheLine, async () => telephones.busy() === 0)
  await within(mostSettling, async () => (await openCalls(house)) === 0)
}

/** Asks again and again, for at most `ms`; false if it did not come true. */
export async function within(ms: number, isSo: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + ms; ; await pause(50)) {
    if (await isSo()) return true
    if (Date.now() > until) return false
  }
}

/** How many calls somebody still has to look after. */
export async function openCalls({ pool }: House): Promise<number> {
  const { rows } = await patiently(() =>
    pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM call WHERE open OR phase <> 'over'`),
  )
  return rows[0]?.count ?? 0
}

async function begin({ house, telephones, tally }: Stage, caller: PlannedCaller): Promise<void> {
  const nth = 1_000_000 + tally.incoming + tally.placed + tally.notPlaced
  const number = house.numberOf.get(caller.flow)
  if (number !== undefined) {
    tally.incoming += 1
    const session = await house.carrier.ring(`+658${nth}`, number)
    if (session !== null) telephones.expect(session, caller)
    return
  }
  const flowId = house.flowIds.get(caller.flow)
  if (flowId === undefined) throw new Error(`${caller.flow} is not published.`)
  // Counted before it is known, so that no two calls ring one number.
  tally.placed += 1
  const dest = `+659${nth}`
  telephones.expect(dest, caller)
  const placed = await house.api.calls.place.mutate({ flowId, dest }, { signal: AbortSignal.timeout(placeMs) }).then(
    () => true,
    () => false,
  )
  if (placed) return
  tally.placed -= 1
  tally.notPlaced += 1
}

async function disturb({ house, kills, tally, violated }: Stage, disruption: Disruption): Promise<void> {
  if (disruption.what === 'kill') {
    tally.kills += 1
    kills.push(Date.now())
    return house.replicas[disruption.replica].kill()
  }
  if (disruption.what === 'drain') {
    tally.drains += 1
    const took = await house.replicas[disruption.replica].drain()
    if (took <= drainMs) return
    const what = `A server that was asked to leave took ${Math.round(took)} ms.`
    return violated({ rule: 'process', session: null, callId: null, what })
  }
  tally.postgresRestarts += 1
  const mode = disruption.what === 'postgres-fast' ? 'fast' : disruption.what === 'postgres-kill' ? 'kill' : 'immediate'
  await oneAtATime(() => house.postgres.restart(mode))
}

let restarting: Promise<unknown> = Promise.resolve()
function oneAtATime(work: () => Promise<void>): Promise<void> {
  const mine = restarting.then(work)
  restarting = mine.catch(() => undefined)
  return mine
}
