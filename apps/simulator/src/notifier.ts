import { sign } from '@patchbay/hoiio/signature'
import { Agent, request } from 'undici'
import type { SimulatorSettings } from './settings'

export type Delivery = { url: string; raw: string; signature: string; reply: number | 'timeout' | 'unreachable' }

const patience = 10_000
/** How long a notification waits for the answer to the one before it, so that an ordinary program gets them in order. */
const courtesy = 1_000

/**
 * Sends notifications: form-encoded POSTs, signed over the raw body unless the settings say otherwise. Each is sent once; what the answer says is not
 * looked at.
 */
export class Notifier {
  private readonly agent = new Agent({ connections: 32, keepAliveTimeout: 10_000, connect: { timeout: patience } })

  constructor(private readonly settings: Pick<SimulatorSettings, 'notifyInQuery' | 'signed'>) {}

  /** Never rejects: a program that can't be reached is told of nothing, and the call does not know. */
  async send(accessToken: string, notifyUrl: string, body: Record<string, string>): Promise<Delivery> {
    const url = new URL(notifyUrl)
    // What the program put in its URL comes back in the body; the carrier's own fields win.
    const fields = new URLSearchParams(url.searchParams)
    for (const [name, value] of Object.entries(body)) fields.set(name, value)
    const raw = fields.toString()
    const signature = this.settings.signed ? sign(accessToken, raw) : ''
    if (this.settings.notifyInQuery) url.search = raw
    const sent = { url: url.toString(), raw, signature }
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(signature === '' ? {} : { 'x-hoiio-signature': signature }),
        },
        body: raw,
        signal: AbortSignal.timeout(patience),
      })
      await answer.body.dump()
      return { ...sent, reply: answer.statusCode }
    } catch (error) {
      const late = error instanceof Error && (error.name === 'TimeoutError' || error.name.includes('Timeout'))
      return { ...sent, reply: late ? 'timeout' : 'unreachable' }
    }
  }

  close(): Promise<void> {
    return this.agent.destroy()
  }
}

/** Runs what it is given one after the other, but does not wait long for a slow one. */
export class Courtesy {
  private last: Promise<unknown> = Promise.resolve()

  run(work: () => Promise<unknown>): void {
    const before = this.last
    this.last = Promise.race([before, pause(courtesy)])
      .then(nextTurn)
      .then(work)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

/** The reply to the request that caused a notification leaves before the notification does. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
