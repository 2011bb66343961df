import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawFlow } from '@patchbay/flow/testing'
import type { NamedFlow } from './house/flows'
import { createNotifier } from './load/notifier'

/** So many calls wait for each server: as many as one server is asked by at once. */
const each = 50
/** A call that is flooded is over soon; so many begin a second. */
const floodsASecond = 25
const piece = Buffer.alloc(64 * 1024, 'x')

export type Strangers = {
  /** A flow whose calls ask the server that the last digit of the caller's number names. */
  flow: NamedFlow
  /** Begins 200 such calls on a number, and goes on with those that are flooded, until all are ended. */
  ring: (port: number, path: string) => { end: () => Promise<void> }
  /** How many requests are without an answer's end now. */
  waiting: () => number
  asked: () => number
  /** Bytes that were handed to the operating system. */
  sent: () => number
  stop: () => Promise<void>
}

/** Four servers that are never done with an answer: two say nothing, one a byte from time to time, one more than anybody can take. */
export async function startStrangers(): Promise<Strangers> {
  let waiting = 0
  let asked = 0
  let sent = 0
  const silent = () => undefined
  const drips = (response: ServerResponse) => {
    response.writeHead(200)
    const dripping = setInterval(() => response.write(' '), 100)
    response.on('close', () => clearInterval(dripping))
  }
  const floods = (response: ServerResponse) => {
    response.writeHead(200)
    const pour = () => {
      while (!response.closed) {
        sent += piece.length
        if (!response.write(piece)) return void response.once('drain', pour)
      }
    }
    pour()
  }
  const servers = await Promise.all(
    [silent, silent, drips, floods].map(async (answer) => {
      const server = createServer((_, response) => {
        asked += 1
        waiting += 1
        response.on('close', () => {
          waiting -= 1
        })
        answer(response)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const flooding = servers.length - 1

  let rung = 0
  function ring(port: number, path: string) {
    const notifier = createNotifier(port, 'bench-token')
    const begun: string[] = []
    const tell = (fields: string) => new Promise<void>((done) => notifier.send(path, fields, () => done()))
    const begin = (server: number) => {
      rung += 1
      const fields = `session=X${rung}&txn_ref=AA-X-${rung}&tag=&from=%2B659111222${server}&to=%2B6531580001`
      begun.push(fields)
      void tell(`${fields}&call_state=ringing`)
    }
    for (let at = 0; at < each * servers.length; at++) begin(at % servers.length)
    const more = setInterval(() => begin(flooding), 1_000 / floodsASecond)
    return {
      async end() {
        clearInterval(more)
        await Promise.all(begun.map((fields) => tell(`${fields}&call_state=ended`)))
        for (const server of servers) server.closeAllConnections()
        while (waiting > 0) await sleep(100)
        notifier.close()
      },
    }
  }

  return {
    flow: drawAsking(servers.map(urlOf)),
    ring,
    waiting: () => waiting,
    asked: () => asked,
    sent: () => sent,
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

function drawAsking(urls: readonly string[]): NamedFlow {
  const asks = urls.map((url, at) => ({
    [`ask${at}`]: {
      block: 'request',
      config: { url, message: 'One moment.', seconds: 30 },
      to: { success: 'bye', failed: 'bye' },
    },
  }))
  const branches = urls.map((_, at) => ({
    id: String(at),
    label: '',
    join: 'all',
    rules: [{ left: 'caller', op: 'ends-with', right: String(at) }],
  }))
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'which' } },
    which: {
      block: 'branch',
      config: { branches },
      to: { ...Object.fromEntries(urls.map((_, at) => [`branch:${at}`, `ask${at}`])), otherwise: 'bye' },
    },
    ...Object.assign({}, ...asks),
    bye: { block: 'hangup' },
  })
  return { name: 'Strangers', document }
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A server got no port.')
  return `http://127.0.0.1:${address.port}/`
}
