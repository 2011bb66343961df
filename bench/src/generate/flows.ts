import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import type { Said } from './play-call'

/** Stands for six digits of a caller’s own in what was entered; nothing else says so. */
export const order = '424242'

export type Way = {
  /** How many of a thousand calls go this way. */
  weight: number
  said: readonly Said[]
}

export type GeneratedFlow = {
  name: string
  direction: 'incoming' | 'outgoing'
  /** Of its share of all calls. */
  share: number
  /** Each version with the part of the year from which it answers. */
  versions: readonly { from: number; document: FlowDocument; ways: readonly Way[] }[]
}

const ended = (after: number): Said => ({ after, ended: {} })
const pressed = (digits: string, after = 6): Said => ({ after, done: { digits } })
const heard = (after: number): Said => ({ after, done: {} })

function frontDesk(words: string, hours: boolean): FlowDocument {
  return drawFlow({
    start: { block: 'answer', name: 'Incoming call', to: { next: 'menu' } },
    menu: {
      block: 'menu',
      name: 'Main menu',
      config: {
        message: words,
        choices: [
          { key: '1', label: 'Sales' },
          { key: '2', label: 'Support' },
          { key: '3', label: 'Opening hours' },
        ],
        invalid: 'That is not one of the choices.',
        invalidTries: 1,
      },
      // A version whose third choice leads nowhere: what breaks here broke for a season.
      to: { 'key:1': 'sales', 'key:2': 'order', ...(hours ? { 'key:3': 'hours' } : {}), invalid: 'bye', none: 'bye' },
    },
    sales: { block: 'tag', name: 'A buyer', config: { labels: ['sales'] }, to: { next: 'to-sales' } },
    'to-sales': {
      block: 'transfer',
      name: 'To sales',
      config: { to: 'number', dest: '+6562220001', message: 'One moment, please.', goOn: true },
      to: { failed: 'voicemail' },
    },
    order: {
      block: 'gather',
      name: 'Order number',
      config: { message: 'Enter the six digits of your order.', maxDigits: 6, timeout: 15, attempts: 2 },
      to: { digits: 'support', other: 'support', none: 'support' },
    },
    support: {
      block: 'tag',
      name: 'Has an order',
      config: { labels: ['support', 'order'] },
      to: { next: 'to-support' },
    },
    'to-support': {
      block: 'transfer',
      name: 'To support',
      config: { to: 'number', dest: '+6562220002', goOn: true },
      to: { failed: 'voicemail' },
    },
    hours: {
      block: 'play',
      name: 'Opening hours',
      config: { message: 'We are open from nine to six.' },
      to: { next: 'bye' },
    },
    voicemail: {
      block: 'record',
      name: 'Voicemail',
      config: { message: 'Please leave a message after the tone.', maxDuration: 120 },
      to: { next: 'left', recorded: 'left', none: 'bye' },
    },
    left: { block: 'tag', name: 'Left a message', config: { labels: ['voicemail'] }, to: { next: 'bye' } },
    bye: { block: 'hangup', name: 'Good-bye', config: { message: 'Goodbye.' } },
  })
}

/** `third` is what happens to a caller who chooses the opening hours. */
const deskWays = (third: Way): Way[] => [
  { weight: 340, said: [pressed('1'), { after: 95, ended: { transferStatus: 'answered' } }] },
  {
    weight: 60,
    said: [
      pressed('1'),
      { after: 25, done: { transferStatus: 'busy' } },
      { after: 30, done: { recordingUrl: 'https://recordings.example/4711.mp3' } },
      ended(4),
    ],
  },
  { weight: 40, said: [pressed('1'), { after: 30, done: { transferStatus: 'unanswered' } }, ended(3)] },
  { weight: 200, said: [pressed('2'), pressed(order, 9), { after: 180, ended: { transferStatus: 'answered' } }] },
  { weight: 50, said: [pressed('2'), pressed(order, 9), ended(22)] },
  third,
  { weight: 60, said: [pressed('7'), pressed('1', 8), { after: 60, ended: { transferStatus: 'answered' } }] },
  { weight: 110, said: [ended(5)] },
  { weight: 40, said: [{ after: 20, done: {} }, heard(20), heard(20), ended(3)] },
  { weight: 3, said: [pressed('1'), { after: 1, refused: 'error_dest_not_supported' }, heard(4), ended(2)] },
]

const reminder = drawFlow({
  ring: {
    block: 'dial',
    name: 'Ring the customer',
    config: { dest: '{{ called }}', message: 'Your booking is tomorrow. To keep it, press 1. To cancel it, press 2.' },
    to: { answered: 'ask' },
  },
  ask: {
    block: 'gather',
    name: 'Keep or cancel',
    config: { message: '', keys: ['1', '2'], maxDigits: 1 },
    to: { 'key:1': 'kept', 'key:2': 'cancelled', other: 'end', none: 'end' },
  },
  kept: { block: 'tag', name: 'Kept', config: { labels: ['booking kept'] }, to: { next: 'end' } },
  cancelled: { block: 'tag', name: 'Cancelled', config: { labels: ['booking cancelled'] }, to: { next: 'end' } },
  end: { block: 'hangup', name: 'Good-bye', config: { message: 'Thank you. Goodbye.' } },
})

const answered: Said = { after: 9, done: { dialStatus: 'answered' } }

/** Two flows that are called and one that calls, changed over a year as flows are. */
export const flows: readonly GeneratedFlow[] = [
  {
    name: 'Bakery, generated',
    direction: 'incoming',
    share: 0.65,
    versions: [
      {
        from: 0,
        document: frontDesk(
          'Welcome to Harbour Bakery. For sales, press 1. For an order, press 2. For our hours, press 3.',
          true,
        ),
        ways: deskWays({ weight: 97, said: [pressed('3'), heard(7), ended(3)] }),
      },
      {
        from: 0.4,
        document: frontDesk('Harbour Bakery. Sales 1, orders 2, hours 3.', false),
        ways: deskWays({ weight: 97, said: [pressed('3'), ended(6)] }),
      },
      {
        from: 0.48,
        document: frontDesk('Harbour Bakery. Sales 1, orders 2, opening hours 3.', true),
        ways: deskWays({ weight: 97, said: [pressed('3'), heard(7), ended(3)] }),
      },
    ],
  },
  {
    name: 'Clinic, generated',
    direction: 'incoming',
    share: 0.25,
    versions: [
      {
        from: 0,
        document: frontDesk(
          'Clinic. For an appointment, press 1. For a result, press 2. For our hours, press 3.',
          true,
        ),
        ways: deskWays({ weight: 97, said: [pressed('3'), heard(7), ended(3)] }),
      },
    ],
  },
  {
    name: 'Booking reminder, generated',
    direction: 'outgoing',
    share: 0.1,
    versions: [
      {
        from: 0,
        document: reminder,
        ways: [
          { weight: 520, said: [answered, pressed('1', 7), ended(4)] },
          { weight: 80, said: [answered, pressed('2', 7), ended(4)] },
          { weight: 150, said: [answered, ended(6)] },
          { weight: 200, said: [{ after: 30, ended: { dialStatus: 'unanswered' } }] },
          { weight: 50, said: [{ after: 12, ended: { dialStatus: 'busy' } }] },
        ],
      },
    ],
  },
]
