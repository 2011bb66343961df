import { isPassing } from '@patchbay/engine/database-fault'
import { readEnvironment } from './environment'
import { type Patchbay, start } from './start'
import { StartError } from './start-error'
import { encodeWholeTexts } from './text-encoder-stream'

const patience = 10_000
/** npm passes on a Ctrl-C that the terminal has sent already: what comes this soon is the same one. */
const sameSignal = 500

async function main(): Promise<void> {
  const starting = start(readEnvironment(process.env))
  stopWhenAsked(starting)
  const patchbay = await starting
  console.log(`\n  Patchbay is at ${patchbay.url}`)
  if (patchbay.simulated && patchbay.demoNumber) console.log(`  Ring ${patchbay.demoNumber} from ${patchbay.url}/phone`)
  console.log('  Ctrl-C stops it.\n')
}

/**
 * The first signal stops in order, even in the middle of a start; the second at once. Whoever started this process over a
 * channel and is gone counts as the first.
 */
function stopWhenAsked(starting: Promise<Patchbay>): void {
  let stoppingSince: number | null = null
  const onSignal = () => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince > sameSignal) process.exit(1)
      return
    }
    stoppingSince = Date.now()
    setTimeout(() => process.exit(1), patience).unref()
    starting.then(({ stop }) => stop()).then(() => process.exit(0), fail)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.once('disconnect', () => stoppingSince ?? onSignal())
}

/**
 * Timed work's library leaves some of its queries to themselves. One that fails with a database that is going is no reason
 * to go too: what it had to write is written by the next. Any other fault that nobody caught ends the process, as ever.
 */
function outliveTheDatabase(): void {
  process.on('unhandledRejection', (error) => {
    if (!isPassing(error)) throw error
    console.error(JSON.stringify({ level: 40, time: Date.now(), msg: `the database went away: ${String(error)}` }))
  })
}

function fail(error: unknown): never {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
}

outliveTheDatabase()
encodeWholeTexts()
main().catch(fail)
