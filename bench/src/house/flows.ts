import { readFile } from 'node:fs/promises'
import type { FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { drawFlow } from '@patchbay/flow/testing'
import { z } from 'zod'
import { extensions } from '../load/calls'

export type NamedFlow = { name: string; document: FlowDocument }

const flowFile = z.object({ name: z.string(), document: z.unknown() })

/** The flow of the work: a menu, and a message or a transfer. */
export async function plainFlow(): Promise<NamedFlow> {
  const { name, document } = flowFile.parse(JSON.parse(await readFile(new URL('flow.json', import.meta.url), 'utf8')))
  const read = readDocument(document)
  if (!read.ok) throw new Error(read.message)
  return { name, document: read.document }
}

/** Uploads the table that the mixed flow looks up in: a row for every extension that is dialled. */
export async function mixedTable(url: string): Promise<void> {
  const rows = Array.from({ length: extensions }, (_, at) => `${at},Person ${at},+658${1_000_000 + at}`)
  const answer = await fetch(`${url}/files/tables?key=extensions&name=Extensions`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: ['extension,name,number', ...rows].join('\n'),
  })
  if (!answer.ok) throw new Error(`The table was refused: ${await answer.text()}`)
}

/** Steps of a call that walks either of the two flows below, its end included. */
export const longSteps = 6

const menu = (to: string) => ({
  block: 'menu',
  name: 'Menu',
  config: {
    message: 'For our hours, press 1. For sales, press 2.',
    choices: [
      { key: '1', label: 'Hours' },
      { key: '2', label: 'Sales' },
    ],
    timeout: 10,
  },
  to: { 'key:1': to, 'key:2': to, invalid: 'transfer', none: 'transfer' },
})
const gather = (to: string) => ({
  block: 'gather',
  name: 'Extension',
  config: { message: 'Which extension?', maxDigits: 4, keys: [] },
  to: { digits: to, other: to, none: 'transfer' },
})

/** Six of the carrier's blocks in a row: it rings, a menu, a message, an extension, a message, a transfer. */
export function drawLong(): NamedFlow {
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'menu' } },
    menu: menu('tell'),
    tell: { block: 'play', config: { message: 'You are welcome.' }, to: { next: 'ask' } },
    ask: gather('found'),
    found: { block: 'play', config: { message: 'I try to reach them.' }, to: { next: 'transfer' } },
    transfer: { block: 'transfer', config: { dest: '+6562220001', message: 'One moment, please.' } },
  })
  return { name: 'Long', document }
}

/** The same with six blocks of Logic between them, which every call walks: twelve in all. */
export function drawMixed(): NamedFlow {
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'hours' } },
    hours: {
      block: 'hours',
      config: {
        weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
        holidays: { country: 'SG', region: null },
      },
      to: { open: 'menu', closed: 'menu', holiday: 'menu' },
    },
    menu: menu('greet'),
    greet: {
      block: 'set',
      config: { values: [{ name: 'greeting', value: 'Welcome, {{ caller }}, to {{ menu.choice }}', as: 'text' }] },
      to: { next: 'tell' },
    },
    tell: { block: 'play', config: { message: '{{ greeting }}.' }, to: { next: 'often' } },
    often: { block: 'limit', config: { scope: 'call', most: 3 }, to: { within: 'ask', 'too-many': 'transfer' } },
    ask: gather('find'),
    find: {
      block: 'lookup',
      name: 'Find',
      config: { table: 'extensions', by: '{{ extension.digits }}' },
      to: { found: 'found', 'not-found': 'found' },
    },
    found: { block: 'play', config: { message: 'I try to reach {{ find.row.name }}.' }, to: { next: 'which' } },
    which: {
      block: 'branch',
      config: {
        branches: [{ id: 'sales', label: '', join: 'all', rules: [{ left: 'menu.digits', op: 'is', right: '2' }] }],
      },
      to: { 'branch:sales': 'label', otherwise: 'label' },
    },
    label: { block: 'tag', config: { labels: ['{{ menu.choice }}'] }, to: { next: 'transfer' } },
    transfer: { block: 'transfer', config: { dest: '{{ find.row.number }}', message: 'One moment, please.' } },
  })
  return { name: 'Mixed', document }
}
