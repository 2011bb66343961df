import { expect, test } from 'vitest'
import { runFuzz } from '../src/run-fuzz'

/** The short version of `npm run fuzz`, always the same requests. */
test('two thousand malformed requests break nothing and are told no secret, and calls go on meanwhile', {
  timeout: 180_000,
}, async () => {
  const said: string[] = []
  const { phases, faults } = await runFuzz({ requests: 2_000, seed: 1 }, (line) => said.push(line))
  expect(faults, said.join('\n')).toEqual([])
  expect(phases.map(({ sent }) => sent)).toEqual([1_500, 500])
  for (const { sent, statuses, calls } of phases) {
    // Enough of them came further than the door.
    expect(statuses.get(200)).toBeGreaterThan(sent / 20)
    expect(calls.ended).toBeGreaterThan(0)
  }
})
