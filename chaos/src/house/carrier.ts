import { z } from 'zod'
import type { Faults, LegOutcome } from '../plan/plan-round'
import { type CarrierCall, type CarrierSms, carrierCallSchema, carrierSmsSchema } from '../record/carrier-record'
import { freePort } from './free-port'
import { startProgram, untilReady } from './program'

export const carrierAccount = { appId: 'patchbay-demo', accessToken: 'patchbay-demo-token' }

const head = z.looseObject({ session: z.string(), state: z.enum(['ringing', 'ongoing', 'ended']) })
const ringing = z.object({ session: z.string() })

export type Act =
  | { what: 'keys'; body: { digits: string } }
  | { what: 'leg'; body: { outcome: LegOutcome } }
  | { what: 'hangup'; body: { party: 'caller' | 'dest' } }

export type Carrier = {
  url: string
  /** Rings a number; null where every line is busy. */
  ring: (from: string, to: string) => Promise<string | null>
  /** Does what a person on the telephone does. What has become impossible meanwhile is not done. */
  act: (session: string, act: Act) => Promise<void>
  /** False where this simulator knows no faults. */
  setFaults: (faults: Faults | null) => Promise<boolean>
  sessions: () => Promise<{ session: string; state: CarrierCall['state'] }[]>
  call: (session: string) => Promise<CarrierCall>
  sms: () => Promise<CarrierSms[]>
  stop: () => Promise<void>
}

/** The simulator as a process of its own, `speed` times as fast as real time. */
export async function startCarrier(numbers: readonly string[], speed: number): Promise<Carrier> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const program = startProgram('simulator', {
    SIMULATOR_PORT: String(port),
    SIMULATOR_SPEED: String(speed),
    SIMULATOR_NUMBERS: numbers.join(','),
    SIMULATOR_CONCURRENT_CALLS: '10000',
    SIMULATOR_KEPT_CALLS: '100000',
    SIMULATOR_BALANCE: '1000000',
    LOG_LEVEL: 'warn',
  })
  await untilReady(`${url}/healthz`, program)

  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(`${url}/control${path}`)
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}: ${await answer.text()}`)
    return schema.parse(await answer.json())
  }
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    fetch(`${url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  return {
    url,
    ring: async (from, to) => {
      const answer = await send('POST', '/calls', { from, to })
      if (answer.status === 409) return null
      return ringing.parse(await answer.json()).session
    },
    act: async (session, { what, body }) => {
      const answer = await send('POST', `/calls/${session}/${what}`, body)
      const said = await answer.text()
      if (!answer.ok && answer.status !== 409) throw new Error(`The simulator refused ${what}: ${said}`)
    },
    setFaults: async (faults) => {
      const answer = await send('PUT', '/faults', faults ?? {})
      const said = await answer.text()
      if (!answer.ok && answer.status !== 404) throw new Error(`The simulator refused the faults: ${said}`)
      return answer.ok
    },
    sessions: () => get('/calls', z.array(head)),
    call: (session) => get(`/calls/${session}`, carrierCallSchema),
    sms: () => get('/sms', z.array(carrierSmsSchema)),
    stop: async () => {
      program.signal('SIGTERM')
      await program.exited
    },
  }
}
