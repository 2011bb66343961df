import { expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { play } from './play.block'

test('speaks its message with variables filled in, then goes on', () => {
  expect(runBlock(play, { message: 'You pressed {{ digits }}', tag: 'a' }, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'play', msg: 'You pressed 42', tag: 'a' },
  })
  expect(runBlock(play, {}, { type: 'done', result: {} })).toEqual({ kind: 'exit', exit: 'next' })
  expect(runBlock(play, {}, { type: 'ended', result: {} })).toEqual({ kind: 'stay' })
  expect(exitNames(play, {})).toEqual(['next'])
})

test.each([
  ['nothing to say', { message: '   ' }, ['message']],
  ['1,000 characters', { message: 'a'.repeat(1000) }, []],
  ['1,001 characters', { message: 'a'.repeat(1001) }, ['message']],
  ['an open brace', { message: 'Hello {{ caller' }, ['message']],
  ['a loop', { message: '{% for i in (1..1000000000) %}x{% endfor %}' }, ['message']],
  ['an unknown filter', { message: '{{ caller | nonsense }}' }, ['message']],
])('%s', (_, config, fields) => {
  expect(badFields(play, config)).toEqual(fields)
})
