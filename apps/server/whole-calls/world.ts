import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a flow can reach besides the carrier. */
export type World = {
  /** Of a web server: it knows the parcel 12345678, never answers about 00000000, and takes every POST. */
  url: string
  /** What was posted to it, in order. */
  posted: string[]
  smtpUrl: string
  /** The mails that were delivered, whole, in order. */
  mails: string[]
  stop: () => Promise<void>
}

const listening = (server: { listen: (port: number, host: string, done: () => void) => unknown }) =>
  new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

const parcels: Record<string, object> = {
  '/parcels/12345678': { state: 'out for delivery', day: 'Friday' },
}

/** A real web server and a real SMTP server, both on this machine. */
export async function startWorld(): Promise<World> {
  const posted: string[] = []
  const mails: string[] = []
  const web = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST') posted.push(body)
      if (request.url === '/parcels/00000000') return
      const found = request.method === 'POST' ? {} : parcels[request.url ?? '']
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}))
    })
  })
  await listening(web)
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      let mail = ''
      stream.on('data', (chunk) => {
        mail += chunk
      })
      stream.on('end', () => {
        mails.push(mail)
        done()
      })
    },
  })
  await listening(smtp)
  const { port: mailPort } = smtp.server.address() as AddressInfo
  const { port } = web.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    posted,
    smtpUrl: `smtp://127.0.0.1:${mailPort}`,
    mails,
    stop: async () => {
      web.closeAllConnections()
      web.close()
      await new Promise<void>((done) => smtp.close(done))
    },
  }
}
