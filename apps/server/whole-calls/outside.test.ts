import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { begin, firstNumber, logged, type OwnNumber, publish, walked } from './ring'
import { type Stack, startStack } from './stack'

type Drawn = Parameters<typeof drawFlow>[0]

let stack: Stack
let number: OwnNumber
let web: Server
let url: string
let posted: string[] = []

beforeAll(async () => {
  web = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST') posted.push(body)
      if (request.url === '/parcels/0000') return
      response.writeHead(request.url === '/parcels/1234' || request.method === 'POST' ? 200 : 404, {
        'content-type': 'application/json',
      })
      response.end('{"parcel":{"state":"out for delivery"}}')
    })
  })
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  stack = await startStack({ env: { REQUEST_ALLOW: '127.0.0.1' } })
  number = await firstNumber(stack)
})
afterAll(async () => {
  await stack?.stop()
  web.closeAllConnections()
  web.close()
})
beforeEach(() => {
  posted = []
})

/** Publishes a flow, rings it, follows the script to the call's end, and gives what was heard and walked. */
async function ring(name: string, drawn: Drawn, script: Parameters<Awaited<ReturnType<typeof begin>>['follow']>[0]) {
  const flowId = await publish(stack, number, { name, document: drawFlow(drawn) })
  const caller = await begin(stack, number, flowId, { from: '+6591234567' })
  await caller.follow(script)
  await caller.until('the call to end', (now) => now.state === 'ended')
  const found = await logged(stack, caller.session, ({ call }) => call.phase === 'over')
  return { heard: await caller.heard(), blocks: walked(found), call: found.call, flowId }
}

const parcel = (): Drawn => ({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: {
    block: 'gather',
    name: 'Parcel',
    config: { message: 'Which parcel?', maxDigits: 4 },
    to: { digits: 'look', other: 'sorry', none: 'sorry' },
  },
  look: {
    block: 'request',
    config: {
      url: `${url}/parcels/{{ parcel.digits }}`,
      message: 'One moment.',
      seconds: 1,
      keep: [{ name: 'state', value: 'parcel.state' }],
      split: true,
    },
    to: { success: 'say', 'client-error': 'unknown', 'server-error': 'sorry', 'timed-out': 'sorry', failed: 'sorry' },
  },
  say: { block: 'hangup', config: { message: 'Your parcel is {{ state }}.' } },
  unknown: { block: 'hangup', config: { message: 'There is no such parcel.' } },
  sorry: { block: 'hangup', config: { message: 'Please call again later.' } },
})

test.each([
  ['1234', ['ask', 'look', 'say'], 'Your parcel is out for delivery.'],
  ['9999', ['ask', 'look', 'unknown'], 'There is no such parcel.'],
  ['0000', ['ask', 'look', 'sorry'], 'Please call again later.'],
])('the parcel line, asked for %s', async (digits, blocks, last) => {
  const {
    heard,
    blocks: came,
    call,
  } = await ring(`Parcel ${digits}`, parcel(), [
    { hears: 'Which parcel' },
    { presses: digits },
    { hears: 'One moment' },
    { hears: last },
  ])
  expect(came).toEqual(['start', ...blocks])
  expect(heard.at(-1)).toBe(last)
  expect(call).toMatchObject({ disposition: 'completed', broken: false })
})

test('a survey of three questions is posted whole', async () => {
  const question = (name: string, message: string, next: string): Drawn[string] => ({
    block: 'gather',
    name,
    config: { message, keys: ['1', '2', '3'] },
    to: { 'key:1': next, 'key:2': next, 'key:3': next, other: next, none: next },
  })
  await ring(
    'Survey',
    {
      start: { block: 'answer', to: { next: 'q1' } },
      q1: question('Food', 'How was the food?', 'q2'),
      q2: question('Service', 'And the service?', 'q3'),
      q3: question('Again', 'Would you come again?', 'send'),
      send: {
        block: 'request',
        config: {
          method: 'POST',
          url: `${url}/answers`,
          body: 'json',
          data: ['food', 'service', 'again'].map((name) => ({
            name: `answers.${name}`,
            value: `{{ ${name}.digits }}`,
          })),
        },
        to: { success: 'bye', failed: 'bye' },
      },
      bye: { block: 'hangup', config: { message: 'Thank you.' } },
    },
    [{ hears: 'food' }, { presses: '1' }, { hears: 'service' }, { presses: '3' }, { hears: 'again' }, { presses: '2' }],
  )
  expect(posted).toEqual(['{"answers":{"food":"1","service":"3","again":"2"}}'])
})

test('a flow goes to another one twice, and gets what each returns', async () => {
  const document = {
    ...drawFlow({
      start: { block: 'answer', to: { next: 'ask' } },
      ask: {
        block: 'gather',
        name: 'Ask',
        config: { message: '{{ settings.question }}', maxDigits: 2 },
        to: { digits: 'back', other: 'back', none: 'back' },
      },
      back: { block: 'return', config: { way: 'done', results: [{ name: 'number', value: '{{ ask.digits }}' }] } },
    }),
    settings: { question: { label: 'Question', type: 'text' as const, initial: 'Which number?' } },
  }
  const { api } = stack
  const { id } = await api.flows.create.mutate({ name: 'Ask for a number' })
  const { revision } = await api.flows.get.query({ id })
  const saved = await api.flows.save.mutate({ id, revision, document })
  await api.flows.publish.mutate({ id, revision: saved.revision, numberIds: [] })
  const { flows } = await api.flows.neighbours.query({ id: number.id })
  expect(flows.find((other) => other.id === id)).toMatchObject({ ways: ['done'], versions: [1] })

  const goTo = (name: string, question: string, next: string): Drawn[string] => ({
    block: 'go-to-flow',
    name,
    config: { flow: id, settings: question === '' ? [] : [{ name: 'question', value: question }] },
    to: { 'way:done': next, failed: 'sorry' },
  })
  const { heard, blocks } = await ring(
    'Adder',
    {
      start: { block: 'answer', to: { next: 'first' } },
      first: goTo('First', 'Your age, {{ caller }}?', 'second'),
      second: goTo('Second', '', 'say'),
      say: { block: 'hangup', config: { message: '{{ first.number }} and {{ second.number }}.' } },
      sorry: { block: 'hangup', config: { message: 'Sorry.' } },
    },
    [{ hears: 'Your age' }, { presses: '42' }, { hears: 'Which number' }, { presses: '17' }],
  )
  expect(heard).toEqual(['Your age, +6591234567?', 'Which number?', '42 and 17.'])
  expect(blocks).toEqual(['start', 'first', 'start', 'ask', 'back', 'second', 'start', 'ask', 'back', 'say'])
})
