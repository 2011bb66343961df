import { startMailbox } from '@patchbay/engine/mailbox.testing'
import { startWebServer } from '@patchbay/engine/web-server.testing'

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

const parcels: Record<string, object> = {
  '/parcels/12345678': { state: 'out for delivery', day: 'Friday' },
}

/** A real web server and a real SMTP server, both on this machine. */
export async function startWorld(): Promise<World> {
  const posted: string[] = []
  const web = await startWebServer(({ method, path, body }) => {
    if (method === 'POST') posted.push(body)
    if (path === '/parcels/00000000') return null
    const found = method === 'POST' ? {} : parcels[path]
    return { status: found ? 200 : 404, body: JSON.stringify(found ?? {}) }
  })
  const { smtpUrl, mails, close } = await startMailbox()
  return {
    url: web.url,
    posted,
    smtpUrl,
    mails,
    stop: async () => {
      web.close()
      await close()
    },
  }
}
