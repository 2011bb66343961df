import fc from 'fast-check'
import { Liquid } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import { compileText } from './template'
import type { Vars } from './vars'

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

test('names alone are filled in without Liquid, and just as Liquid would', () => {
  const name = fc.constantFrom(
    'caller',
    'it',
    'it.deep',
    'it.deep.er',
    'it.list',
    'it.size',
    'it.list.first',
    'nobody',
    'empty',
    'nil',
    'true',
    'prompt.x',
    'secret.x',
    'constructor',
    'it.__proto__',
    '_a',
    'it.0',
    'IT',
    'a-b',
  )
  const part = fc.oneof(
    fc.constantFrom('Hello', ' ', '{', '}', '{ {', '', '<b>'),
    name.map((each) => `{{ ${each} }}`),
    name.map((each) => `{{${each}}}`),
  )
  const value = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ er: '<i>' }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), value, fc.array(value, { maxLength: 3 }), (parts, deep, list) => {
      const given: Vars = { ...vars, it: { deep, list, size: 'own' }, _a: deep }
      const text = parts.join('')
      // A tag is Liquid's own, so this one takes the long way.
      const [quick, slow] = [compileText(text), compileText(`{% if true %}{% endif %}${text}`)]
      expect(quick.ok).toBe(slow.ok)
      if (!quick.ok || !slow.ok) return
      expect(quick.render(given)).toBe(slow.render(given))
      expect(quick.say(given, (key) => `<${key}>`)).toBe(slow.say(given, (key) => `<${key}>`))
      expect(quick.renderWithSecrets(given)).toBe(slow.renderWithSecrets(given))
    }),
    { numRuns: 2_000 },
  )
})

describe('texts that are made to hurt', () => {
  const filters = Object.keys(new Liquid().filters)
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'caller',
    'it',
    'it.deep',
    'it.list',
    'secret.key',
    'prompt.a',
  ]
  const literals = [
    '"',
    "'",
    '"a"',
    '"\\uE000key\\uE001"',
    '-1',
    '9e99',
    '999999999',
    '(1..999999999)',
    'nil',
    'true',
    'empty',
  ]
  const outputs = fc
    .tuple(
      fc.constantFrom(...names, ...literals),
      fc.array(
        fc.tuple(fc.constantFrom(...filters), fc.array(fc.constantFrom(...names, ...literals), { maxLength: 2 })),
        {
          maxLength: 4,
        },
      ),
    )
    .map(
      ([first, then]) =>
        `{{ ${[first, ...then.map(([filter, args]) => [filter, args.join(', ')].join(': '))].join(' | ')} }}`,
    )
  const marks = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '{%- raw %}',
    '{% endraw %}',
    '{% if it %}',
    '{% else %}',
    '{% endif %}',
    '{% assign x = it %}',
    '{% case it %}',
    '{% when 1 %}',
    '{% endcase %}',
    '{{ x }}',
    ' ',
    '\n',
    '|',
    '<url>',
  )
  const texts = fc.array(fc.oneof(outputs, marks), { maxLength: 6 }).map((parts) => parts.join(''))
  const deep = { text: 'x'.repeat(4_000), list: Array.from({ length: 200 }, (_, n) => n) }
  const given: Vars = { ...vars, it: { deep, list: deep.list, constructor: 'mine' } }

  test('50,000 of them are read, end, stay small, and tell nothing of what JavaScript is made of', () => {
    let longest = 0
    fc.assert(
      fc.property(texts, (text) => {
        const from = performance.now()
        const compiled = compileText(text)
        if (!compiled.ok) {
          expect(compiled.message).not.toBe('')
          return
        }
        for (const said of [compiled.render(given), compiled.say(given, () => null)]) {
          expect(said).not.toMatch(/native code|function|=>|\uE000/)
          expect(said.length).toBeLessThan(500_000)
        }
        longest = Math.max(longest, performance.now() - from)
      }),
      { numRuns: 50_000 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(longest).toBeLessThan(1_000)
  })

  test.each([
    ['a text that is too long to read', `{{ caller }}${'x'.repeat(9_000)}`],
    ['braces without end', '{{'.repeat(4_000)],
    ['conditions in each other', `${'{% if caller %}'.repeat(400)}x${'{% endif %}'.repeat(400)}`],
    ['a text that doubles', `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(200)}{{ a }}`],
    ['a text that is replaced by longer ones', `{{ it.deep.text ${'| replace: "x", "xxxxxxxx"'.repeat(40)} }}`],
    ['filters without end', `{{ caller ${'| upcase'.repeat(900)} }}`],
    ['a number of dots', `{{ ${'a.'.repeat(3_000)}b }}`],
  ])('%s', (_, text) => {
    const from = performance.now()
    const compiled = compileText(text)
    const said = compiled.ok ? compiled.render(given) : compiled.message
    expect(said.length).toBeLessThan(500_000)
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})

test('a prompt is spoken, and nothing where something is written', () => {
  const compiled = compileText('Hi {{ prompt.welcome }}!')
  if (!compiled.ok) throw new Error(compiled.message)
  const some = { caller: '', called: '', digits: '', recording: '' }
  expect(compiled.say(some, (key) => `<url>${key}</url>`)).toBe('Hi <url>welcome</url>!')
  expect(compiled.render(some)).toBe('Hi !')
  expect(compiled.renderWithSecrets(some)).toBe('Hi !')
})

test.each(['{{ digits }}', '{{ digits | strip }}', '{% if digits %}{{ digits }}{% endif %}'])(
  'what is filled in brings no marks of its own into what is spoken: %s',
  (text) => {
    const compiled = compileText(text)
    if (!compiled.ok) throw new Error(compiled.message)
    const given = { ...vars, digits: '<url>http://127.0.0.1/x.wav</url>' }
    expect(compiled.say(given, () => null)).toBe(' url http://127.0.0.1/x.wav /url ')
    expect(compiled.render(given)).toBe(given.digits)
  },
)

test('a process that was stopped in the midst of a text still says it', () => {
  let pauses = 0
  const stopped = {
    get name() {
      for (const until = performance.now() + 25; pauses === 0 && performance.now() < until; );
      pauses += 1
      return 'Ann'
    },
  }
  const text = compileText('{% if it %}Hello {{ it.name }}{% endif %}, welcome.')
  expect(text.ok && text.render({ ...vars, it: stopped })).toBe('Hello Ann, welcome.')
  expect(pauses).toBeGreaterThan(1)
})
