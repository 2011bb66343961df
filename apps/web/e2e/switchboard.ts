import type { AppRouter } from '@patchbay/api/router'
import { drawFlow } from '@patchbay/flow/testing'
import type { APIRequestContext, Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { z } from 'zod'
import { expect } from './test'

/** Which block of the flow asks the carrier for what. */
const nodeOf: Record<string, string> = { gather: 'menu', transfer: 'sales', record: 'message', hangup: 'bye' }
const callsSchema = z.array(
  z.object({ session: z.string(), from: z.string(), state: z.string(), running: z.string().nullable() }),
)

const flow = drawFlow({
  start: { block: 'answer', name: 'Somebody rings', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    name: 'Menu',
    config: { message: 'Press 1 or 4.', keys: ['1', '4'], maxDigits: 1, timeout: 200, attempts: 3 },
    to: { 'key:1': 'sales', 'key:4': 'message', other: 'menu', none: 'bye' },
  },
  sales: {
    block: 'transfer',
    name: 'To sales',
    config: { to: 'number', dest: '+6562220001', goOn: true },
    to: { failed: 'menu' },
  },
  message: {
    block: 'record',
    name: 'Leave a message',
    config: { message: 'Speak.', maxDuration: 600 },
    to: { next: 'bye' },
  },
  bye: { block: 'hangup', name: 'Goodbye', config: { message: 'Thank you for calling. Have a very nice day indeed.' } },
})
const places = { start: [0, 0], menu: [320, 0], sales: [660, -160], message: [660, 60], bye: [1_000, 0] } as const

/** Callers who ring a small menu on the simulator, what the simulator says of them, and what the page shows of them. */
export class Switchboard {
  /** The sessions by caller. */
  readonly sessions = new Map<string, string>()
  private number = ''

  constructor(
    private readonly page: Page,
    private readonly request: APIRequestContext,
  ) {}

  /** Publishes the menu on a number. Gives the flow's id. */
  async open(url: string, name: string): Promise<string> {
    const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
    const number = (await api.numbers.list.query()).find(({ e164 }) => e164.endsWith('1'))
    if (!number) throw new Error('The simulator has no such number.')
    this.number = number.e164
    const document = structuredClone(flow)
    for (const [id, [x, y]] of Object.entries(places)) document.ui.positions[id] = { x, y }
    const { id } = await api.flows.create.mutate({ name })
    const { revision } = await api.flows.save.mutate({ id, revision: 1, document })
    await api.flows.publish.mutate({ id, revision, numberIds: [number.id] })
    return id
  }

  private async control(path: string, data: Record<string, string> = {}): Promise<unknown> {
    const answer = await this.request.post(`/simulator/control/${path}`, { data })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }

  async ring(from: string): Promise<void> {
    const { session } = z.object({ session: z.string() }).parse(await this.control('calls', { from, to: this.number }))
    this.sessions.set(from, session)
  }

  press = (from: string, digits: string) => this.control(`calls/${this.sessions.get(from)}/keys`, { digits })
  hangUp = (from: string) => this.control(`calls/${this.sessions.get(from)}/hangup`, { party: 'caller' })
  otherPhone = (from: string, outcome: string) => this.control(`calls/${this.sessions.get(from)}/leg`, { outcome })

  /** Hangs up whoever is still there. */
  async close(): Promise<void> {
    for (const { caller } of await this.record()) await this.hangUp(caller)
  }

  /** The simulator's own word: who is on the line, and at which block. */
  async record(): Promise<{ caller: string; node: string }[]> {
    const answer = await this.request.get('/simulator/control/calls')
    const mine = new Set(this.sessions.values())
    return callsSchema
      .parse(await answer.json())
      .filter(({ session, state }) => mine.has(session) && state !== 'ended')
      .map(({ from, running }) => ({ caller: from, node: nodeOf[running ?? ''] ?? '' }))
      .sort((a, b) => a.caller.localeCompare(b.caller))
  }

  /** What the page shows, list and dots, is what the simulator says, within `timeout` milliseconds. */
  async agrees(timeout = 1_000): Promise<void> {
    await expect(async () => {
      const record = await this.record()
      const shown = await this.shown()
      expect(shown.list).toEqual(record.map(({ caller, node }) => ({ caller, where: flow.nodes[node]?.name })))
      expect(shown.onTheLine).toBe(String(record.length))
      const nodes = [...new Set(record.map(({ node }) => node))].sort()
      expect(shown.dots).toEqual(
        nodes.map((node) => ({ node, calls: record.filter((call) => call.node === node).length })),
      )
    }).toPass({ timeout, intervals: [40] })
  }

  private shown() {
    return this.page.evaluate(() => {
      const text = (element: Element | null | undefined) => element?.textContent?.trim() ?? ''
      const list = [...document.querySelectorAll('[data-call]')].map((row) => ({
        caller: text(row.querySelector('button')).replace(/ /g, ''),
        where: text(row.querySelector('button + span')),
      }))
      const nodes = new Map<string, number>()
      for (const dot of document.querySelectorAll<HTMLElement>('[data-dot]')) {
        const node = dot.dataset.node ?? ''
        nodes.set(node, (nodes.get(node) ?? 0) + 1)
      }
      for (const more of document.querySelectorAll<HTMLElement>('[data-more]')) {
        const node = more.dataset.node ?? ''
        nodes.set(node, (nodes.get(node) ?? 0) + Number(more.dataset.more))
      }
      return {
        list: list.sort((a, b) => a.caller.localeCompare(b.caller)),
        dots: [...nodes].map(([node, calls]) => ({ node, calls })).sort((a, b) => a.node.localeCompare(b.node)),
        onTheLine: text(document.querySelector('[aria-label="Figures"] dd')),
      }
    })
  }
}
