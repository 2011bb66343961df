import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begin, firstNumber, logged, type OwnNumber, publish, smsOf, walked } from './ring'
import type { ScriptedCall } from './scripted-caller'
import { type Stack, startStack } from './stack'

let stack: Stack
let number: OwnNumber

beforeAll(async () => {
  stack = await startStack()
  number = await firstNumber(stack)
})
afterAll(() => stack?.stop())

type Drawn = Parameters<typeof drawFlow>[0]
type Scripted = Pick<ScriptedCall, 'script' | 'heard' | 'blocks' | 'disposition' | 'sms'>

const desk: Drawn = {
  start: { block: 'answer', to: { next: 'menu' } },
  menu: {
    block: 'menu',
    config: {
      message: 'For sales, press 1. To leave a message, press 4. For the meeting, press 8.',
      choices: [
        { key: '1', label: 'Sales' },
        { key: '4', label: 'Voicemail' },
        { key: '8', label: 'Meeting' },
      ],
      invalid: 'That is not one of the choices.',
      invalidTries: 1,
      silent: 'We did not hear you.',
      silentTries: 1,
    },
    to: { 'key:1': 'sales', 'key:4': 'voicemail', 'key:8': 'meeting', invalid: 'bye', none: 'bye' },
  },
  sales: {
    block: 'call-list',
    config: {
      numbers: [
        { id: 'a', number: '+6562220001', label: 'Mei', message: 'I try Mei.' },
        { id: 'b', number: '+6562220002', label: 'Tan', message: 'I try Tan.' },
      ],
    },
    to: { nobody: 'voicemail' },
  },
  voicemail: {
    block: 'voicemail',
    config: { message: 'Speak after the tone.', review: true, tell: 'sms', to: '+6591110000', thanks: 'Thank you.' },
    to: { left: 'bye', none: 'bye', failed: 'bye' },
  },
  meeting: { block: 'conference', config: { room: 'weekly.{{ menu.digits }}', message: 'You are joining.' } },
  bye: { block: 'hangup', config: { message: 'Goodbye.' } },
}
const prompt = 'For sales, press 1. To leave a message, press 4. For the meeting, press 8.'
const review = 'To keep your message, press 1. To record it again, press 2.'

const calls: [string, Scripted][] = [
  [
    'a wrong key, then nothing, then a room by the key',
    {
      script: [
        { hears: 'For sales' },
        { presses: '9' },
        { hears: 'That is not one of the choices. For sales' },
        { waits: true },
        { hears: 'We did not hear you. For sales' },
        { presses: '8' },
        { hears: 'You are joining' },
        { hangsUp: true },
      ],
      heard: [
        prompt,
        `That is not one of the choices. ${prompt}`,
        `We did not hear you. ${prompt}`,
        'You are joining.',
      ],
      blocks: ['start', 'menu', 'meeting'],
      disposition: 'transferred',
    },
  ],
  [
    'two wrong keys',
    {
      script: [{ hears: 'For sales' }, { presses: '9' }, { hears: 'not one of' }, { presses: '7' }],
      heard: [prompt, `That is not one of the choices. ${prompt}`, 'Goodbye.'],
      blocks: ['start', 'menu', 'bye'],
      disposition: 'completed',
    },
  ],
  [
    'the second of two answers',
    {
      script: [
        { hears: 'For sales' },
        { presses: '1' },
        { hears: 'I try Mei' },
        { otherPhone: 'busy' },
        { hears: 'I try Tan' },
        { otherPhone: 'answered' },
        { hangsUp: true },
      ],
      heard: [prompt, 'I try Mei.', 'I try Tan.'],
      blocks: ['start', 'menu', 'sales'],
      disposition: 'transferred',
    },
  ],
  [
    'nobody answers: a message, heard and recorded again',
    {
      script: [
        { hears: 'For sales' },
        { presses: '1' },
        { otherPhone: 'busy' },
        { hears: 'I try Tan' },
        { otherPhone: 'unanswered' },
        { hears: 'Speak' },
        { presses: '#' },
        { hears: review },
        { presses: '2' },
        { hears: 'Speak' },
        { presses: '#' },
        { hears: review },
        { presses: '1' },
      ],
      heard: [
        prompt,
        'I try Mei.',
        'I try Tan.',
        'Speak after the tone.',
        `<url/> ${review}`,
        'Speak after the tone.',
        `<url/> ${review}`,
        'Thank you.',
        'Goodbye.',
      ],
      blocks: ['start', 'menu', 'sales', 'voicemail', 'bye'],
      disposition: 'completed',
      sms: ['+6591234567 left a message: http'],
    },
  ],
  [
    'hung up while speaking: told all the same',
    {
      script: [{ hears: 'For sales' }, { presses: '4' }, { hears: 'Speak' }, { hangsUp: true }],
      heard: [prompt, 'Speak after the tone.'],
      blocks: ['start', 'menu', 'voicemail'],
      disposition: 'caller-hung-up',
      sms: ['+6591234567 left a message: http'],
    },
  ],
]

describe('menu, list, voicemail and room, over HTTP', () => {
  let flowId: string
  beforeAll(async () => {
    flowId = await publish(stack, number, { name: 'Front desk', document: drawFlow(desk) })
  })

  test.each(calls)('%s', async (_, call) => {
    const caller = await begin(stack, number, flowId, { from: '+6591234567' })
    await caller.follow(call.script)
    await caller.until('the call to end', (now) => now.state === 'ended')
    const heard = await caller.heard()
    expect(heard.map((text) => text.replace(/<url>.*<\/url>/, '<url/>'))).toEqual(call.heard)
    const found = await logged(
      stack,
      caller.session,
      (now) =>
        now.call.phase === 'over' &&
        walked(now).length >= call.blocks.length &&
        smsOf(now).length >= (call.sms?.length ?? 0),
    )
    expect(walked(found)).toEqual(call.blocks)
    expect(found.call).toMatchObject({ disposition: call.disposition, broken: false })
    expect(smsOf(found).map((text) => text.slice(0, 32))).toEqual(call.sms ?? [])
  })
})
