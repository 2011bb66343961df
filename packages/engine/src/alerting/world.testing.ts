import type { IncomingHttpHeaders } from 'node:http'
import { startMailbox } from '../mailbox.testing'
import { startWebServer } from '../web-server.testing'

export type Told = { headers: IncomingHttpHeaders; body: string }

/** For tests: a real web server that answers `status`, and a real SMTP server; both remember what they were sent. */
export async function startReceivers() {
  const told: Told[] = []
  const web = await startWebServer(({ headers, body }) => {
    told.push({ headers, body })
    return { status: here.status }
  })
  const { smtpUrl, mails, close } = await startMailbox()
  const here = {
    status: 200,
    told,
    mails,
    url: `${web.url}/alerts`,
    smtpUrl,
    forget: () => {
      told.length = 0
      mails.length = 0
      here.status = 200
    },
    close: async () => {
      web.close()
      await close()
    },
  }
  return here
}

export type Receivers = Awaited<ReturnType<typeof startReceivers>>
