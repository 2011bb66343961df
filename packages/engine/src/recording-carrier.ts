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
  /** Forgets what was asked, and what was planned. */
  forget: () => void
  close: () => Promise<void>
}

/** A carrier for tests, over real HTTP: it takes everything, remembers it, and answers as told. It notifies nobody. */
export async function startRecordingCarrier(): Promise<RecordingCarrier> {
  const requests: CarrierRequest[] = []
  const planned = new Map<string, Array<Answer | Promise<void>>>()
  let dialled = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const path = (request.url ?? '').replace(/^\/open\//, '').replace(/\?.*$/, '')
      requests.push({ path, params: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) })
      const plan = planned.get(path)?.shift()
      if (plan instanceof Promise) await plan
      const answer = plan === undefined || plan instanceof Promise ? success(path) : plan
      if (answer === 'hang') return
      if (answer === 'cut') return void request.socket.destroy()
      response.setHeader('content-type', 'application/json')
      response.end(answer === 'garbage' ? '<html>' : JSON.stringify(answer))
    })
  })
  function success(path: string): Answer {
    if (path !== 'ivr/start/dial') return { status: 'success_ok' }
    dialled += 1
    return { status: 'success_ok', session: `S9${dialled}`, txn_ref: `AA-C-9${dialled}` }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/open/`,
    requests,
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
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
