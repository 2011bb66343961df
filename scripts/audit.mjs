import { spawnSync } from 'node:child_process'
import { root } from './install.mjs'

/**
 * Asks the registry which known faults the installed packages have, and fails where one is critical. Without a registry that
 * answers nothing is known, which is said, and is no reason to fail.
 */
const patienceMs = 30_000

const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
  cwd: root,
  encoding: 'utf8',
  timeout: patienceMs,
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
})
const report = read(stdout ?? '')
const counts = report?.metadata?.vulnerabilities
if (counts === undefined) {
  console.log('The registry does not answer: whether a package has a known fault was not looked up this time.')
} else if (counts.critical === 0) {
  console.log(`No critical fault is known (high: ${counts.high}, moderate: ${counts.moderate}, low: ${counts.low}).`)
} else {
  for (const { name, severity, via, fixAvailable } of Object.values(report.vulnerabilities)) {
    if (severity !== 'critical') continue
    const why = via.map((each) => (typeof each === 'string' ? each : `${each.title} ${each.url}`)).join('; ')
    console.error(`${name}: ${why}${fixAvailable ? ' (`npm audit fix` mends it)' : ''}`)
  }
  console.error('A package has a critical fault that is known. Update or replace it.')
  process.exitCode = 1
}

/** Null where that is no report. */
function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
