import { expect, test } from 'vitest'
import { runChaos } from '../src/run/run-chaos'

const minutes = 60_000

/** The short version of `npm run chaos`: built processes, real deaths. Another seed is a new run, not a repeat: keep it. */
test(
  'twenty rounds of chaos break no rule',
  async () => {
    const said: string[] = []
    const { rounds, violations, settled } = await runChaos({ rounds: 20, seed: 3, quiet: false, kind: false }, (line) =>
      said.push(line),
    )
    expect({ rounds, violations, settled }, said.join('\n')).toEqual({ rounds: 20, violations: [], settled: true })
  },
  6 * minutes,
)
