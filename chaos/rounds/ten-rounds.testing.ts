import { expect, test } from 'vitest'
import { runChaos } from '../src/run/run-chaos'

const minutes = 60_000

/**
 * The short version of `npm run chaos`: built processes, real deaths. Two files of ten rounds, since each round waits as
 * much as it works. Another seed is a new run, not a repeat: keep it.
 */
export function tenRounds(seed: number): void {
  test(
    `ten rounds of chaos from seed ${seed} break no rule`,
    async () => {
      const said: string[] = []
      const { rounds, violations, settled } = await runChaos({ rounds: 10, seed, quiet: false, kind: false }, (line) =>
        said.push(line),
      )
      expect({ rounds, violations, settled }, said.join('\n')).toEqual({ rounds: 10, violations: [], settled: true })
    },
    6 * minutes,
  )
}
