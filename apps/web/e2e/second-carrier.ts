import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const built = fileURLToPath(new URL('../../simulator/dist/main.js', import.meta.url))
const readyMessage = z.looseObject({ ready: z.literal(true), port: z.number() })
const callSchema = z.looseObject({ session: z.string() })

/** A carrier beside the app's own: a simulator with one account, on a free port. */
export type SecondCarrier = {
  url: string
  appId: string
  accessToken: string
  /** Rings a number, and gives the way to the call. */
  ring: (
    to: string,
  ) => Promise<{ state: () => Promise<string>; press: (digits: string) => Promise<void>; hangUp: () => Promise<void> }>
  /** Where it sends the calls to a number. */
  forwardTo: (number: string) => Promise<string | undefined>
  stop: () => Promise<void>
}

const numbersSchema = z.array(z.looseObject({ number: z.string(), forward_to: z.string() }))

/** Starts it and waits until it is ready. */
export async function startSecondCarrier(numbers: readonly string[]): Promise<SecondCarrier> {
  const [appId, accessToken] = ['second-app', 'second-secret-token']
  const child: ChildProcess = fork(built, [], {
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_SPEED: '4',
      SIMULATOR_APP_ID: appId,
      SIMULATOR_ACCESS_TOKEN: accessToken,
      SIMULATOR_NUMBERS: numbers.join(','),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said]: unknown[] = await once(child, 'message')
  const url = `http://127.0.0.1:${readyMessage.parse(said).port}`
  const control = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(
      `${url}/control${path}`,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    if (!answer.ok) throw new Error(`The second carrier answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  return {
    url,
    appId,
    accessToken,
    ring: async (to) => {
      const { session } = callSchema.parse(await control('/calls', { from: '+6598765432', to }))
      return {
        state: async () => z.looseObject({ state: z.string() }).parse(await control(`/calls/${session}`)).state,
        press: async (digits) => void (await control(`/calls/${session}/keys`, { digits })),
        hangUp: async () => void (await control(`/calls/${session}/hangup`, { party: 'caller' })),
      }
    },
    forwardTo: async (number) =>
      numbersSchema.parse(await control('/numbers')).find((each) => each.number === number)?.forward_to,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
