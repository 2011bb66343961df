import type { Page } from '@playwright/test'
import { z } from 'zod'

/** An event of a call that a page was told of: which call (none where the line is one call's own), and its number. */
export type Heard = { call: string; seq: number }

const toldSchema = z.array(z.object({ id: z.string(), seq: z.number() }))
const messageSchema = z.union([z.object({ calls: toldSchema, steps: toldSchema }), z.object({ seq: z.number() })])

/** Fills up with what a page, which is still to be opened, is told by one of the server's live lines, each word as it comes. */
export async function heardOn(page: Page, procedure: string): Promise<Heard[]> {
  const heard: Heard[] = []
  await page.exposeFunction('patchbayHeard', (text: string) => {
    const message = messageSchema.safeParse(JSON.parse(text)).data
    if (message === undefined) return
    if ('calls' in message)
      heard.push(...[...message.calls, ...message.steps].map(({ id, seq }) => ({ call: id, seq })))
    else heard.push({ call: '', seq: message.seq })
  })
  await page.addInitScript((procedure) => {
    const Plain = window.EventSource
    window.EventSource = class extends Plain {
      constructor(url: string | URL, options?: EventSourceInit) {
        super(url, options)
        const told: unknown = Reflect.get(window, 'patchbayHeard')
        if (String(url).includes(procedure) && typeof told === 'function')
          this.addEventListener('message', ({ data }) => told(data))
      }
    }
  }, procedure)
  return heard
}

/** What was told twice. */
export function doubled(heard: readonly Heard[]): Heard[] {
  const known = new Set<string>()
  return heard.filter(({ call, seq }) => {
    const key = `${call} ${seq}`
    const twice = known.has(key)
    known.add(key)
    return twice
  })
}
