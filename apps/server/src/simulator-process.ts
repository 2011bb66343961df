import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { StartError } from './start-error'

const built = fileURLToPath(new URL('../../simulator/dist/main.js', import.meta.url))
const readyMessage = z.looseObject({ ready: z.literal(true) })

export type RunningSimulator = { url: string; stop: () => Promise<void> }

/** The account that the simulator has when nobody says otherwise. */
export const demoAccount = { appId: 'patchbay-demo', accessToken: 'patchbay-demo-token' } as const

/**
 * Starts the simulator as a process of its own, so that it is as far away as the real carrier. It ends when we do. Throws
 * a `StartError` where it can't start; what is wrong it has said itself. `onGone` is told if it ends later, unasked.
 */
export async function startSimulator(port: number, onGone: () => void): Promise<RunningSimulator> {
  const child = fork(built, [], {
    env: {
      ...process.env,
      SIMULATOR_PORT: String(port),
      SIMULATOR_APP_ID: demoAccount.appId,
      SIMULATOR_ACCESS_TOKEN: demoAccount.accessToken,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000)
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (readyMessage.safeParse(message).success) resolve()
    })
    void gone.then(() =>
      reject(new StartError(complaint.trim().split('\n').at(-1) || 'The simulator stopped before it was ready.')),
    )
  })
  let asked = false
  void gone.then(() => asked || onGone())
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      asked = true
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await gone
    },
  }
}
