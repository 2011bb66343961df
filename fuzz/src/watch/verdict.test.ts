import { expect, test } from 'vitest'
import type { Attack } from '../attacks/attack'
import { createFinder, findSession } from './secrets'
import { type Finders, verdictOn, verdictOnLine } from './verdict'

const finders: Finders = {
  secret: createFinder(new Map([['a key', 'pb_a+(secret)']])),
  session: findSession(
    new Map([
      ['of-the-owner', 'owner'],
      ['of-the-viewer', 'viewer'],
    ]),
  ),
  mark: createFinder(new Map([['their name', 'THEIRS']])),
}
const attack = (at: string): Attack => ({ at, who: 'owner', method: 'GET', path: '/', headers: {}, body: null })
const told = (body: string, { status = 200, headers = '{}' } = {}) => ({ status, headers, body, ms: 1 })

test.each([
  ['a fault', told('x', { status: 500 })],
  ['a fault within a batch', told('[{"error":{"data":{"httpStatus":500}}}]', { status: 207 })],
  ['a secret', told('before pb_a+(secret) after')],
  ['a secret in a header', told('', { headers: '{"x":"pb_a+(secret)"}' })],
  ['another workspace’s name', told('THEIRS')],
  ['somebody’s session', told('of-the-owner')],
])('%s is found in an answer', (_, answer) => {
  expect(verdictOn(answer, attack('trpc x'), finders)).toMatch(/./)
})

test('whoever asks which sessions they have may hear of their own, and of no other', () => {
  expect(verdictOn(told('of-the-owner'), attack('auth /list-sessions'), finders)).toBe(null)
  expect(verdictOn(told('of-the-viewer'), attack('auth /list-sessions'), finders)).toContain('viewer')
})

test('a refusal is nothing wrong', () => {
  expect(verdictOn(told('{"message":"No."}', { status: 404 }), attack('trpc x'), finders)).toBe(null)
})

test.each(['{"level":50,"msg":"x"}', '{"level":30,"msg":"pb_a+(secret)"}', '{"level":30,"a":"of-the-owner"}'])(
  'the line %s is found in the log',
  (line) => expect(verdictOnLine(line, finders)).not.toBe(null),
)
