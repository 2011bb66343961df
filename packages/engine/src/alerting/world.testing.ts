import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Told = { headers: Record<string, string | string[] | undefined>; body: string }

const listening = (server: { listen: (port: number, host: string, done: () => void) => unknown }) =>
  new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

/** For tests: a real web server that answers `status`, and a real SMTP server; both remember what they were sent. */
export async function startReceivers() {
  const here = { status: 200, told: [] as Told[], mails: [] as string[], url: '', smtpUrl: '' }
  const web = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      here.told.push({ headers: request.headers, body })
      response.writeHead(here.status).end()
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
        here.mails.push(mail)
        done()
      })
    },
  })
  await listening(smtp)
  here.url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/alerts`
  here.smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
  return Object.assign(here, {
    forget: () => {
      here.told.length = 0
      here.mails.length = 0
      here.status = 200
    },
    close: async () => {
      web.closeAllConnections()
      web.close()
      await new Promise<void>((done) => smtp.close(done))
    },
  })
}

export type Receivers = Awaited<ReturnType<typeof startReceivers>>
