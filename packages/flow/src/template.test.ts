import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileText } from './template'

const vars = { caller: '+6591234567', called: '+6531580000', digits: '12', recording: '' }
const render = (text: string) => {
  const compiled = compileText(text)
  return compiled.ok ? compiled.render(vars) : compiled
}

test.each([
  ['plain', 'plain'],
  ['Hello {{ caller }}', 'Hello +6591234567'],
  ['{{digits}} and {{ nobody }}!', '12 and !'],
  ['{% if digits == "12" %}yes{% else %}no{% endif %}', 'yes'],
  ['{{ caller.constructor }}{{ caller.__proto__ }}{{ constructor }}', ''],
])('%s → %s', (text, spoken) => {
  expect(render(text)).toBe(spoken)
})

describe('what can run on is refused before it runs', () => {
  test.each(['for i in (1..9)', 'tablerow i in (1..9)', 'include "x"', 'render "x"', 'layout "x"', 'cycle "a"'])(
    '%s',
    (tag) => {
      expect(render(`{% ${tag} %}`)).toMatchObject({ ok: false, message: expect.stringContaining('may not use') })
    },
  )
  test('and a range that is only printed is cut short', () => {
    const before = performance.now()
    render('{{ (1..1000000000) | join: "x" }}')
    expect(performance.now() - before).toBeLessThan(500)
  })
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '%', ' ', '|', 'a', '"', 'if', 'caller', '(1..9)') }),
      (text) => {
        const compiled = compileText(text)
        return compiled.ok ? typeof compiled.render(vars) === 'string' : compiled.message.length > 0
      },
    ),
  )
})
