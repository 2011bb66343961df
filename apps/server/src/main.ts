import { readEnvironment } from './environment'
import { type Patchbay, start } from './start'
import { StartError } from './start-error'

const patience = 10_000

async function main(): Promise<void> {
  const patchbay = await start(readEnvironment(process.env))
  stopOnSignals(patchbay)
  console.log(`\n  Patchbay is at ${patchbay.url}`)
  if (patchbay.simulated && patchbay.demoNumber)
    console.log(`  Ring ${patchbay.demoNumber} from ${patchbay.url}/phone\n  Ctrl-C stops it.`)
  console.log('')
}

/** The first signal stops in order, the second at once. */
function stopOnSignals({ stop }: Patchbay): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})
