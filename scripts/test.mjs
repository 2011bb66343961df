import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
const folder = mkdtempSync(join(roomInMemory() ?? tmpdir(), 'patchbay-tests-'))
// As root, the databases run as another user, who must be able to get here.
chmodSync(folder, 0o755)
// Ctrl-C ends the stage; then this, too, and not before it has tidied up.
process.on('SIGINT', () => undefined)
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
const times = []
for (const [name, command, args] of stages) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  run(command, args, { TMPDIR: folder })
  times.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
console.log(`\nAll passed: ${times.join(' · ')}.`)

/**
 * Linux's folder in memory, where there is one with 4 GB to spare: a database is many small files, and making one takes an
 * eighth of the time there. null elsewhere.
 */
function roomInMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize >= 4e9 ? '/dev/shm' : null
  } catch {
    return null
  }
}
