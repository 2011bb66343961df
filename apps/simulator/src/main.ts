import { readConfig } from './config'
import { createSimulator } from './simulator'

function giveUp(message: string): never {
  console.error(message)
  process.exit(1)
}

const read = readConfig(process.env)
if (!read.ok) giveUp(read.message)
const { config } = read

const simulator = createSimulator({
  accounts: [
    {
      appId: config.SIMULATOR_APP_ID,
      accessToken: config.SIMULATOR_ACCESS_TOKEN,
      numbers: config.SIMULATOR_NUMBERS,
      balance: config.SIMULATOR_BALANCE,
    },
  ],
  speed: config.SIMULATOR_SPEED,
  notifyInQuery: config.SIMULATOR_NOTIFY_IN_QUERY,
  signed: config.SIMULATOR_SIGNED,
  gatherTimeout: config.SIMULATOR_GATHER_TIMEOUT,
  concurrentCalls: config.SIMULATOR_CONCURRENT_CALLS,
  keptCalls: config.SIMULATOR_KEPT_CALLS,
  logLevel: config.LOG_LEVEL,
  ...(config.SIMULATOR_PUBLIC_URL === undefined ? {} : { publicUrl: config.SIMULATOR_PUBLIC_URL }),
})

const patience = 2_000
let stopping = false
/** A terminal's Ctrl-C and the parent's own signal often come together: once is enough. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(0), patience).unref()
  await simulator.close()
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
// Started by another process, it does not outlive that process.
process.on('disconnect', stop)

try {
  const address = await simulator.listen({ port: config.SIMULATOR_PORT, host: config.SIMULATOR_HOST })
  console.log(`The simulator listens on ${address} (the API is under ${address}/open/).`)
  process.send?.({ ready: true, port: Number(new URL(address).port) })
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const where = `${config.SIMULATOR_HOST}:${config.SIMULATOR_PORT}`
  if (code === 'EADDRINUSE') giveUp(`The simulator can’t start: ${where} is in use. Set SIMULATOR_PORT to a free port.`)
  giveUp(`The simulator can’t listen on ${where}: ${error instanceof Error ? error.message : String(error)}`)
}
