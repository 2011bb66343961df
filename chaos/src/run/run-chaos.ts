import { openHouse } from '../house/house'
import { openTelephones } from '../house/telephones'
import type { ChaosOptions } from '../options'
import { planRound } from '../plan/plan-round'
import type { Violation } from '../rules/evidence'
import { createChecker } from './checker'
import { countCarrier } from './count-carrier'
import { dumpCall } from './dump-call'
import { openCalls, playRound, type Stage, type Tally, within } from './play-round'
import { roundLine, totals } from './say'

/** How long calls may take to be settled after the last round. */
const lastSettling = 120_000
const mostDumps = 5

export type ChaosResult = { rounds: number; violations: Violation[]; tally: Tally; settled: boolean }

/**
 * Plays the rounds and checks after each one, then waits until all is settled and looks at everything once more. `say`
 * gets one line a round, and the totals; `stopping` ends it early, after the round that is played.
 */
export async function runChaos(
  options: ChaosOptions,
  say: (line: string) => void,
  stopping: () => boolean = () => false,
): Promise<ChaosResult> {
  const began = Date.now()
  const violations = new Map<string, Violation>()
  const violated = (violation: Violation) => violations.set(JSON.stringify(violation), violation)
  const house = await openHouse((output) =>
    violated({ rule: 'process', session: null, callId: null, what: `A server ended by itself:\n${output}` }),
  )
  try {
    const telephones = await openTelephones(house.carrier, (error) => say(`A telephone failed: ${String(error)}`))
    const kills: number[] = []
    const tally: Tally = { kills: 0, drains: 0, postgresRestarts: 0, incoming: 0, placed: 0, notPlaced: 0 }
    const stage: Stage = { house, telephones, kills, tally, violated }
    const checker = createChecker(house, kills)
    const faultRounds = new Map<string, number>()
    if (!options.kind && !(await house.carrier.setFaults(null)))
      say('This simulator knows no faults: only processes die.')
    let played = 0
    for (; played < options.rounds && !stopping(); played++) {
      const plan = planRound(options.seed, played + 1, options)
      const started = Date.now()
      const before = violations.size
      await playRound(stage, plan)
      const { violations: found } = await checker.check()
      for (const violation of found) violated(violation)
      for (const fault of [...Object.keys(plan.faults.notifications), ...Object.keys(plan.faults.requests)])
        faultRounds.set(fault, (faultRounds.get(fault) ?? 0) + 1)
      say(roundLine(played + 1, plan, violations.size - before, Date.now() - started))
    }
    const settled = await within(lastSettling, async () => (await openCalls(house)) === 0)
    telephones.close()
    const { violations: found, evidence } = await checker.checkAll()
    for (const violation of found) violated(violation)
    const all = [...violations.values()]
    for (const violation of all.slice(0, mostDumps)) say(dumpCall(violation, evidence))
    say(totals({ ...options, rounds: played }, tally, faultRounds, countCarrier(evidence), all, Date.now() - began))
    return { rounds: played, violations: all, tally, settled }
  } finally {
    await house.stop()
  }
}
