import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

export type Balancer = { url: string; close: () => Promise<void> }

/**
 * The load balancer before the replicas: each request goes to the next one, whatever came before. One that refuses the
 * connection is passed over; where none is left, and where a replica dies over a request, the answer is 502.
 */
export async function startBalancer(ports: () => readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 40_000 })
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', () => outgoing.destroy())
    incoming.on('end', () => {
      const all = ports()
      turn += 1
      const order = all.map((_, i) => all[(turn + i) % all.length] ?? 0)
      forward(agent, order, incoming, Buffer.concat(chunks), outgoing)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The balancer got no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function forward(
  agent: Agent,
  [port, ...others]: readonly number[],
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): void {
  if (port === undefined) return answer502(outgoing)
  const { connection: _hop, 'transfer-encoding': _chunked, ...headers } = incoming.headers
  const sent = request(
    {
      agent,
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...headers, 'content-length': body.length },
    },
    (answer) => {
      const { connection: _ownHop, ...answered } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, answered)
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    },
  )
  sent.on('error', (error) => {
    if (outgoing.headersSent) return outgoing.destroy()
    const refused = 'code' in error && error.code === 'ECONNREFUSED'
    if (refused) return forward(agent, others, incoming, body, outgoing)
    answer502(outgoing)
  })
  sent.end(body)
}

function answer502(outgoing: ServerResponse): void {
  outgoing.writeHead(502).end()
}
