import { bin, install, run } from './install.mjs'

/** Everything that a change must pass, cheapest first. */
const stages = [
  ['lint', bin('biome'), ['check', '.', '--error-on-warnings']],
  ['types and builds', bin('turbo'), ['run', 'typecheck', 'build', '--output-logs=errors-only']],
  ['known faults of packages', process.execPath, ['scripts/audit.mjs']],
  ['walls between packages', bin('turbo'), ['boundaries']],
  ['tests on a real Postgres', bin('vitest'), ['run']],
  ['journeys in a real browser', bin('playwright'), ['test', '--config', 'apps/web/playwright.config.ts']],
]

install()
const times = []
for (const [name, command, args] of stages) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  run(command, args)
  times.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
console.log(`\nAll passed: ${times.join(' · ')}.`)
