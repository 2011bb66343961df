import type { BlockEvent, Outcome } from '@patchbay/flow/block'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { menu } from './menu.block'

const config = {
  message: 'Press 1 or 12.',
  choices: [
    { key: '1', label: 'Sales' },
    { key: '12', label: '' },
  ],
  invalid: 'That is none of them.',
  silent: 'Are you there?',
}
const pressed = (digits: string): BlockEvent => ({ type: 'done', result: { digits } })

/** What the block does with one answer after another. */
function walk(settings: Record<string, unknown>, ...answers: string[]): Outcome[] {
  let last = runBlock(menu, settings, { type: 'entered' })
  const outcomes = [last]
  for (const digits of answers) {
    last = runBlock(menu, settings, pressed(digits), { memory: last.memory ?? null })
    outcomes.push(last)
  }
  return outcomes
}
const messages = (outcomes: Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'wait' && 'msg' in outcome.command ? outcome.command.msg : outcome))

test('asks, and leaves by the choice', () => {
  expect(walk(config, '1')).toMatchObject([
    { kind: 'wait', command: { type: 'gather', msg: 'Press 1 or 12.', maxDigits: 2, attempts: 1 } },
    { kind: 'exit', exit: 'key:1', result: { digits: '1', choice: 'Sales' }, memory: null },
  ])
  expect(walk(config, '12').at(-1)).toMatchObject({ exit: 'key:12' })
})

test('tells callers what was wrong, and asks again, each so many times', () => {
  expect(messages(walk({ ...config, invalidTries: 1, silentTries: 2 }, '9', '', '', '7'))).toEqual([
    'Press 1 or 12.',
    'That is none of them. Press 1 or 12.',
    'Are you there? Press 1 or 12.',
    'Are you there? Press 1 or 12.',
    { kind: 'exit', exit: 'invalid', result: { digits: '7', choice: '' }, memory: null },
  ])
  expect(walk({ ...config, silentTries: 0 }, '').at(-1)).toMatchObject({ exit: 'none' })
  expect(walk(config, '', '', '').at(-1)).toMatchObject({ exit: 'none', memory: null })
})

test('words that grow too long for the carrier give way to what can be chosen', () => {
  const long = { ...config, invalid: '{{ caller }}'.repeat(90) }
  expect(messages(walk(long, '9'))).toEqual(['Press 1 or 12.', 'Press 1 or 12.'])
})

test('whatever is pressed, it ends, by an exit that it has', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', '1', '12', '9', '*'), { minLength: 8, maxLength: 8 }), (answers) => {
      const last = walk(config, ...answers).find(({ kind }) => kind === 'exit')
      return last?.kind === 'exit' && exitNames(menu, config).includes(last.exit) && last.memory === null
    }),
  )
})

describe('what can’t be published', () => {
  test.each([
    ['nothing to say', { ...config, message: '' }, ['message']],
    ['no choice', { ...config, choices: [] }, ['choices']],
    ['a choice twice', { ...config, choices: [config.choices[0], config.choices[0]] }, ['choices']],
    ['a choice without a key', { ...config, choices: [{ key: '', label: 'x' }] }, ['choices']],
    ['more than the carrier takes', { ...config, message: 'x'.repeat(900), invalid: 'y'.repeat(200) }, ['message']],
  ])('%s', (_, given, fields) => {
    expect(badFields(menu, given)).toEqual(fields)
  })
  test('but a key that waits for another is only doubtful', () => {
    expect(menu.bind(config).problems()).toMatchObject([{ code: 'key-waits', warning: true, field: 'choices' }])
  })
})
