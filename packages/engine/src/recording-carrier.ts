import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as the carrier got it. `path` has no slash before it, such as `ivr/middle/play`. */
export type CarrierRequest = { path: string; params: Record<string, string> }

type Answer = Record<string, unknown> | 'hang' | 'garbage' | 'cut'

export type RecordingCarrier = {
  baseUrl: string
  requests: CarrierRequest[]
  /** Sets what the next requests to a path are answered with, in order; then it is success again. */
  answerNext: (path: string, ...answers: Answer[]) => void
  /** Keeps the next request to a path waiting until what comes back is called. */
  holdNext: (path: string) => () => void
  /** The numbers that the account has, and where their calls are sent; what is asked for changes them. */
  numbers: Map<string, string>
  /** Forgets what was asked, what was planned, and the numbers. */
  forget: () => void
  close: () => Promise<void>
}

/** A carrier for tests, over real HTTP: it takes everything, remembers it, and answers as told. It notifies nobody. */
export async function startRecordingCarrier(): Promise<RecordingCarrier> {
  const requests: CarrierRequest[] = []
  const planned = new Map<string, Array<Answer | Promise<void>>>()
  const numbers = new Map<string, string>()
  let dialled = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const path = (request.url ?? '').replace(/^\/open\//, '').replace(/\?.*$/, '')
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
      requests.push({ path, params })
      const plan = planned.get(path)?.shift()
      if (plan instanceof Promise) await plan
      const answer = plan === undefined || plan instanceof Promise ? success(path, params) : plan
      if (answer === 'hang') return
      if (answer === 'cut') return void request.socket.destroy()
      response.setHeader('content-type', 'application/json')
      response.end(answer === 'garbage' ? '<html>' : JSON.stringify(answer))
    })
  })
  function success(path: string, params: Record<string, string>): Answer {
    if (path === 'user/get_balance') return { status: 'success_ok', currency: 'SGD', balance: '100.000' }
    if (path === 'number/update_forwarding') numbers.set(params.number ?? '', params.forward_to ?? '')
    if (path === 'number/get_active') {
      const entries = [...numbers].map(([number, forward_to]) => ({
        number,
        forward_to,
        forward_sms_to: '',
        mode: 'voice',
      }))
      return { status: 'success_ok', entries_count: String(entries.length), entries }
    }
    if (path !== 'ivr/start/dial') return { status: 'success_ok' }
    dialled += 1
    return { status: 'success_ok', session: `S9${dialled}`, txn_ref: `AA-C-9${dialled}` }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/open/`,
    requests,
    numbers,
    answerNext: (path, ...answers) => planned.set(path, [...(planned.get(path) ?? []), ...answers]),
    holdNext: (path) => {
      let resolve = () => {}
      const promise = new Promise<void>((done) => {
        resolve = done
      })
      planned.set(path, [...(planned.get(path) ?? []), promise])
      return resolve
    },
    forget: () => {
      requests.length = 0
      planned.clear()
      numbers.clear()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
