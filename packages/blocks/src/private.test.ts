import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import { findProblems } from '@patchbay/flow/problems'
import { compileText } from '@patchbay/flow/template'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { gather } from './gather/gather.block'
import { menu } from './menu/menu.block'
import { runBlock } from './testing'

const mark = '\uE004abc\uE005'

describe('digits that nobody may see choose the same way out', () => {
  test.each([
    ['101', 'key:101'],
    ['999', 'digits'],
    ['9*', 'other'],
  ])('of a Gather: %s → %s', (digits, exit) => {
    const config = { keys: ['101'], maxDigits: 3, private: true }
    const as = gather.bind(config).seals(digits) ?? ''
    const seen = runBlock(gather, { ...config, private: false }, { type: 'done', result: { digits } })
    expect(runBlock(gather, config, { type: 'done', result: { sealed: { as, mark } } })).toEqual({
      kind: 'exit',
      exit,
      result: { digits: mark },
    })
    expect(seen).toMatchObject({ exit })
  })

  const config = { message: 'Choose', choices: [{ key: '1', label: 'Yes' }], invalidTries: 1, private: true }
  test('of a Menu, which asks again after a wrong key', () => {
    const chosen = { as: menu.bind(config).seals('1') ?? '', mark }
    expect(runBlock(menu, config, { type: 'done', result: { sealed: chosen } })).toMatchObject({
      exit: 'key:1',
      result: { digits: mark, choice: 'Yes' },
    })
    const wrong = { as: menu.bind(config).seals('7') ?? '', mark }
    expect(runBlock(menu, config, { type: 'done', result: { sealed: wrong } })).toMatchObject({ kind: 'wait' })
    const again = { memory: { wrong: 1, silent: 0 } }
    expect(runBlock(menu, config, { type: 'done', result: { sealed: wrong } }, again)).toMatchObject({
      exit: 'invalid',
    })
  })

  test('and of blocks that are not private nothing is hidden', () => {
    expect(gather.bind({ keys: ['1'] }).seals('1')).toBeNull()
    expect(menu.bind({}).seals('1')).toBeNull()
  })
})

describe('texts', () => {
  const vars = { caller: '', called: '', digits: '', recording: '', pin: { digits: mark } }
  const text = compileText('PIN {{ pin.digits }}!')
  const cut = compileText('{{ pin.digits | slice: 0, 3 }}')
  test('that are spoken or written say nothing of it; those that look up or are sent have its mark', () => {
    if (!text.ok || !cut.ok) throw new Error('These can be read.')
    expect([text.render(vars), text.say(vars, () => null)]).toEqual(['PIN !', 'PIN !'])
    expect([text.renderWithSecrets(vars), text.renderSealed(vars)]).toEqual([`PIN ${mark}!`, `PIN ${mark}!`])
    expect(cut.render(vars)).not.toContain('\uE004')
  })
})

/** What publishing says of one more block behind a private Gather. */
function refused(block: string, config: FlowDocument['nodes'][string]['config'], exit: string) {
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'pin' } },
    pin: {
      block: 'gather',
      name: 'PIN',
      config: { message: 'PIN?', maxDigits: 4, private: true },
      to: { digits: 'use', other: 'bye', none: 'bye' },
    },
    use: { block, name: 'Use', config, to: { [exit]: 'bye' } },
    bye: { block: 'hangup' },
  })
  return findProblems(blocks, document)
    .filter(({ code }) => code.startsWith('private-'))
    .map(({ code, node, field }) => `${code} ${node} ${field}`)
}

describe('before publishing', () => {
  const rule = (left: string) => ({
    branches: [{ id: 'a', label: '', join: 'all', rules: [{ left, op: 'is', right: '1' }] }],
  })
  test.each([
    ['play', { message: 'You typed {{ pin.digits }}' }, 'next', ['private-here use message']],
    ['sms', { dest: '+6591110000', text: '{{ pin.digits }}' }, 'sent', ['private-here use text']],
    ['branch', rule('pin.digits'), 'else', ['private-here use branches']],
    ['set', { values: [{ name: 'copy', value: '{{ pin.digits }}', as: 'text' }] }, 'next', ['private-here use values']],
    ['lookup', { table: 'pins', by: '{{ called }}/{{ pin.digits }}' }, 'found', []],
    ['lookup', { table: 'pins', by: '{{ pin.digits | slice: 0, 2 }}' }, 'found', ['private-reckoned use by']],
    [
      'request',
      { url: 'https://example.com/', method: 'POST', body: 'json', data: [{ name: 'pin', value: '{{ pin.digits }}' }] },
      'success',
      [],
    ],
    ['play', { message: 'Thank you {{ caller }}' }, 'next', []],
  ])('a %s with %j', (block, config, exit, codes) => {
    expect(refused(block, config, exit)).toEqual(codes)
  })

  test('a code with a way of its own is warned of', () => {
    const problems = gather.bind({ message: 'PIN?', keys: ['1234'], maxDigits: 4, private: true }).problems()
    expect(problems).toMatchObject([{ code: 'key-shows', warning: true }])
  })
})
