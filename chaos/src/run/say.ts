import type { ChaosOptions } from '../options'
import type { RoundPlan } from '../plan/plan-round'
import type { Violation } from '../rules/evidence'
import type { CarrierCount } from './count-carrier'
import type { Tally } from './play-round'

/** A round in one line: what the carrier did wrong, what died when, how many called, how many rules were broken. */
export function roundLine(round: number, plan: RoundPlan, violations: number, ms: number): string {
  const deaths = plan.disruptions.map((each) =>
    'replica' in each ? `${each.what} ${each.replica === 0 ? 'A' : 'B'} @${each.at}` : `${each.what} @${each.at}`,
  )
  return [
    `round ${String(round).padStart(3)}`,
    `${String(plan.callers.length).padStart(2)} callers`,
    `${(ms / 1_000).toFixed(1)} s`,
    `${violations} violations`,
    deaths.join(', ') || 'nobody dies',
    faultWords(plan),
  ].join(' | ')
}

function faultWords({ faults }: RoundPlan): string {
  const { delay, ...shares } = faults.notifications
  const words = Object.entries({ ...shares, ...faults.requests }).map(([name, share]) => `${name} ${percent(share)}`)
  if (delay) words.unshift(`delay ${percent(delay.share)} to ${delay.ms[1]} ms`)
  return words.join(', ') || 'no faults'
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** The last words of a run: what was done to it, and what came of it. */
export function totals(
  { rounds, seed }: Pick<ChaosOptions, 'rounds' | 'seed'>,
  tally: Tally,
  faultRounds: ReadonlyMap<string, number>,
  count: CarrierCount,
  violations: readonly Violation[],
  ms: number,
): string {
  const byRule = [...new Set(violations.map(({ rule }) => rule))].map(
    (rule) => `${rule} ${violations.filter((each) => each.rule === rule).length}`,
  )
  const faults = [...faultRounds].map(([name, times]) => `${name} ${times}`).join(', ') || 'none'
  return `
rounds            ${rounds} in ${Math.round(ms / 1_000)} s, seed ${seed}
servers           ${tally.kills} killed, ${tally.drains} asked to leave; Postgres restarted ${tally.postgresRestarts} times
faults (rounds)   ${faults}
calls             ${count.calls} at the carrier, ${count.stored} stored, ${tally.placed} placed by us, ${tally.notPlaced} could not be placed for certain
requests          ${count.requests}: ${count.failed} answered 500, ${count.unanswered} never answered, ${count.refused} refused; ${count.sms} SMS
notifications     ${count.notifications} sent, ${count.taken} answered 200, ${count.doubled} doubled; ${count.dropped} dropped
events            ${count.events} stored and replayed
blocks repeated   ${count.repeated} (allowed), calls given up ${count.givenUp}
violations        ${violations.length}${byRule.length > 0 ? ` (${byRule.join(', ')})` : ''}`
}
