import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { createNotifier } from './load/notifier'

/** By the last digit of the caller's number: how the strangers answer. */
const kinds = { silent: '1', drips: '2', floods: '3' } as const
/** So many calls wait at once; of those that are flooded, which are over at once, so many begin a second. */
const many = { silent: 75, drips: 75, floods: 50 } as const
const floodsASecond = 25

export type Strangers = {
  /** A flow whose calls ask them for something, without end. */
  flow: { name: string; document: FlowDocument }
  /** Begins 200 such calls on a number, and goes on with those that are flooded, until all are ended. */
  ring: (port: number, path: string) => { end: () => Promise<void> }
  /** How many requests are without an answer's end now. */
  waiting: () => number
  asked: () => number
  /** Bytes that were handed to the operating system. */
  sent: () => number
  stop: () => Promise<void>
}

/** A server that is never done with an answer: it says nothing, or a byte from time to time, or more than anybody can take. */
export async function startStrangers(): Promise<Strangers> {
  let waiting = 0
  let asked = 0
  let sent = 0
  const flood = Buffer.alloc(64 * 1024, 'x')
  const server = createServer((request, response) => {
    asked += 1
    waiting += 1
    let over = false
    response.on('close', () => {
      over = true
      waiting -= 1
    })
    const [, kind] = /(\d)$/.exec(request.url ?? '') ?? []
    if (kind === kinds.silent) return
    response.writeHead(200, { 'content-type': 'application/json' })
    if (kind === kinds.drips) {
      const dripping = setInterval(() => response.write(' '), 100)
      response.on('close', () => clearInterval(dripping))
      return
    }
    const pour = () => {
      while (!over) {
        sent += flood.length
        if (!response.write(flood)) return void response.once('drain', pour)
      }
    }
    request.resume()
    pour()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The strangers got no port.')
  const url = `http://127.0.0.1:${address.port}/`
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'ask' } },
    ask: {
      block: 'request',
      config: { url: `${url}{{ caller }}`, message: 'One moment.', seconds: 30 },
      to: { success: 'bye', failed: 'bye' },
    },
    bye: { block: 'hangup' },
  })

  let rung = 0
  function ring(port: number, path: string) {
    const notifier = createNotifier(port, 'bench-token')
    const begun: string[] = []
    const tell = (fields: string) => new Promise<void>((done) => notifier.send(path, fields, () => done()))
    const begin = (kind: keyof typeof kinds) => {
      rung += 1
      const fields = `session=X${rung}&txn_ref=AA-X-${rung}&tag=&from=%2B659111222${kinds[kind]}&to=%2B6531580001`
      begun.push(fields)
      void tell(`${fields}&call_state=ringing`)
    }
    for (const kind of ['silent', 'drips', 'floods'] as const) for (let at = 0; at < many[kind]; at++) begin(kind)
    const flooding = setInterval(() => begin('floods'), 1_000 / floodsASecond)
    return {
      async end() {
        clearInterval(flooding)
        await Promise.all(begun.map((fields) => tell(`${fields}&call_state=ended`)))
        while (waiting > 0) await sleep(100)
        notifier.close()
      },
    }
  }

  return {
    flow: { name: 'Strangers', document },
    ring,
    waiting: () => waiting,
    asked: () => asked,
    sent: () => sent,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
