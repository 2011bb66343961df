import type { BlockEvent } from '@patchbay/flow/block'
import type { Response } from '@patchbay/flow/call'
import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock, testVars } from '../testing'
import { request } from './request.block'

const base = { url: 'https://example.com/orders/{{ digits }}' }
const entered: BlockEvent = { type: 'entered' }
const answered = (response: Response): BlockEvent => ({ type: 'done', result: { response } })
const run = (config: Record<string, unknown>, event: BlockEvent, view = {}) =>
  runBlock(request, { ...base, ...config }, event, view)

test.each([
  ['nothing but an address', {}, { method: 'GET', url: 'https://example.com/orders/42', headers: [] }],
  [
    'JSON by names, one in the other',
    {
      method: 'POST',
      body: 'json',
      data: [
        { name: 'answers.first', value: '{{ digits }}' },
        { name: 'answers.second', value: 'say "yes"' },
        { name: '__proto__.polluted', value: 'no' },
      ],
    },
    {
      method: 'POST',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: '{"answers":{"first":"42","second":"say \\"yes\\""},"__proto__":{"polluted":"no"}}',
    },
  ],
  [
    'a form',
    { method: 'PUT', body: 'form', data: [{ name: 'who', value: '{{ caller }} & co' }] },
    { body: 'who=%2B6591234567+%26+co' },
  ],
  ['a GET, which has no body', { body: 'json', data: [{ name: 'a', value: 'b' }] }, { method: 'GET' }],
  [
    'a secret, as a mark',
    { headers: [{ name: 'Authorization', value: 'Bearer {{ secret.api_key }}' }] },
    { headers: [{ name: 'Authorization', value: 'Bearer \uE000api_key\uE001' }] },
  ],
  ['its own time', { seconds: 3, retries: 2 }, { timeoutMs: 3_000, retries: 2 }],
])('asks with %s', (_, config, asked) => {
  expect(run(config, entered)).toMatchObject({ kind: 'wait', command: { type: 'request', ...asked } })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

describe('the exit that an answer takes', () => {
  test.each<[Response, string, string]>([
    [{ kind: 'answered', status: 200, body: null }, 'success', 'success'],
    [{ kind: 'answered', status: 204, body: '' }, 'success', 'success'],
    [{ kind: 'answered', status: 304, body: '' }, 'failed', 'failed'],
    [{ kind: 'answered', status: 404, body: {} }, 'failed', 'client-error'],
    [{ kind: 'answered', status: 503, body: 'busy' }, 'failed', 'server-error'],
    [{ kind: 'timed-out' }, 'failed', 'timed-out'],
    [{ kind: 'failed', reason: 'refused-address' }, 'failed', 'failed'],
  ])('%o', (response, plain, split) => {
    expect(run({}, answered(response))).toMatchObject({ kind: 'exit', exit: plain })
    expect(run({ split: true }, answered(response))).toMatchObject({ kind: 'exit', exit: split })
    expect(exitNames(request, { split: true })).toContain(split)
  })

  test('an engine that never said what came of it has failed', () => {
    expect(run({}, { type: 'done', result: {} })).toMatchObject({ exit: 'failed' })
  })
})

test('keeps what the author names, and nothing that is not there', () => {
  const keep = [
    { name: 'forecast', value: 'days.0.text' },
    { name: 'nothing', value: 'days.7.text' },
    { name: 'proto', value: '__proto__.x' },
  ]
  const body = { days: [{ text: 'Rain' }] }
  expect(run({ keep }, answered({ kind: 'answered', status: 200, body }))).toMatchObject({
    result: { status: 200 },
    set: { forecast: 'Rain', nothing: '', proto: '' },
  })
})

describe('a caller who is to hear something meanwhile', () => {
  const config = { message: 'One moment, {{ caller }}.' }
  const ok: Response = { kind: 'answered', status: 200, body: null }
  test('is put on hold, and taken back when the answer is there', () => {
    const hold = run(config, entered)
    expect(hold).toMatchObject({ command: { type: 'hold', msg: 'One moment, +6591234567.' }, memory: 'on hold' })
    expect(run(config, { type: 'accepted' }, { memory: 'on hold' })).toMatchObject({ command: { type: 'request' } })
    const back = run(config, answered(ok), { memory: 'on hold' })
    expect(back).toMatchObject({ kind: 'wait', command: { type: 'unhold' } })
    expect(run(config, { type: 'done', result: {} }, { memory: back.memory })).toMatchObject({
      kind: 'exit',
      exit: 'success',
      result: { status: 200 },
      memory: null,
    })
  })
  test('is taken back too when it could not be asked', () => {
    const back = run(config, { type: 'refused', status: 'timeout' }, { memory: 'on hold' })
    expect(back).toMatchObject({ command: { type: 'unhold' } })
    expect(run(config, { type: 'done', result: {} }, { memory: back.memory })).toMatchObject({ exit: 'failed' })
  })
  test('is not held when there is nobody any more', () => {
    const gone = { over: true, vars: testVars }
    expect(run(config, entered, gone)).toMatchObject({ command: { type: 'request' } })
    expect(run(config, answered(ok), { ...gone, memory: 'on hold' })).toMatchObject({ kind: 'exit', exit: 'success' })
  })
})

test.each([
  ['an address without a scheme', { url: 'example.com' }, ['url']],
  ['a host that only the call would know', { url: 'https://{{ digits }}/' }, ['url']],
  ['a header with a line in it', { headers: [{ name: 'A\nB', value: 'c' }] }, ['headers']],
  ['a header that is not the author’s', { headers: [{ name: 'Host', value: 'c' }] }, ['headers']],
  ['a variable that every call has', { keep: [{ name: 'caller', value: 'x' }] }, ['keep']],
  ['a variable without a place', { keep: [{ name: 'x', value: '' }] }, ['keep']],
])('%s can’t be published', (_, config, fields) => {
  expect(badFields(request, { ...base, ...config })).toEqual(fields)
})
