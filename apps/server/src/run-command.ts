import { BackupError } from '@patchbay/api/backup/backup-error'
import { asStartError, codeOf, faultOf, isDatabaseFault } from './as-start-error'
import { type Environment, readEnvironment } from './environment'
import { StartError } from './start-error'

/** How long an orderly stop may take, in milliseconds. */
const patience = 10_000
/** npm passes on a Ctrl-C that the terminal has sent already: what comes this soon is the same one. */
const sameSignal = 500

/**
 * Runs a command of the server's to its end, which is the end of this process: 0, or 1 with a sentence that says why. A signal
 * stops it in order through `signal`, the next one at once.
 */
export async function runCommand(
  command: (env: Environment, args: readonly string[], signal: AbortSignal) => Promise<void>,
): Promise<never> {
  const stop = new AbortController()
  let stoppingSince: number | null = null
  const onSignal = () => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince > sameSignal) process.exit(1)
      return
    }
    stoppingSince = Date.now()
    setTimeout(() => process.exit(1), patience).unref()
    stop.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  try {
    const env = readEnvironment(process.env)
    await command(env, process.argv.slice(2), stop.signal).catch((error: unknown) => {
      throw asStartError(error, env)
    })
  } catch (error) {
    console.error(stop.signal.aborted ? 'Stopped: everything is as it was.' : (sentenceOf(error) ?? error))
    process.exit(1)
  }
  process.exit(0)
}

/** What whoever asked can do something about; null for what only its trace explains. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof StartError || error instanceof BackupError) return error.message
  if (isDatabaseFault(error, codeOf(error)))
    return `The database went away in the middle: ${faultOf(error)}. Everything is as it was; try again.`
  // A file that can't be read or written, a disk that is full: Node's own words name it.
  return error instanceof Error && 'syscall' in error ? `${error.message}.` : null
}
