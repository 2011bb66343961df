import fc from 'fast-check'

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`

/** Text of the kinds that programs have stumbled over. */
const texts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202e\u2066\ufeff\u200b',
  'é'.normalize('NFD').repeat(50),
  '👩‍👩‍👧‍👦'.repeat(40),
  '\r\nset-cookie: a=b\r\n',
  "'; DROP TABLE call; --",
  '%',
  '%00',
  '%zz',
  '\\',
  '..',
  '../../../../etc/passwd',
  '..%2f..%2fsecret.key',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '<img src=x onerror=alert(1)>',
  '{{ 1 | divided_by: 0 }}{% for a in (1..99999999) %}x{% endfor %}',
  '{{',
  '{% if',
  '(((((a+)+)+)+)+)$',
  '=cmd|/c calc',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '//evil.example',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '-1',
  '0',
  '1e309',
  '1.5',
  '99999999999999999999',
  '0x10',
  '1970-01-01',
  '0000-00-00T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  '2024-02-30T25:61:61+99:99',
  'infinity',
  '-infinity',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '+',
  '+659123456789012345678901234567890',
  'a@b.c',
  `${'a'.repeat(500)}@example.com`,
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 10_000, 100_000).map((length) => 'x'.repeat(length)) },
  { weight: 1, arbitrary: fc.constantFrom(300, 3_000).map((length) => '\ud83d'.repeat(length)) },
)

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  1.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  1e21,
  -1e21,
  1e308,
  5e-324,
  -(2 ** 31) - 1,
]

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(...numbers), fc.double({ noNaN: true }))

const ownProto: unknown = JSON.parse('{"__proto__":{"isOwner":true},"constructor":{"prototype":{"a":1}}}')

/** Whatever JSON can say, in place of what was asked for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 3, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 2, arbitrary: fc.constantFrom([], {}, [[]], [null], [{}], { length: 1e9 }, { toJSON: 1 }) },
  { weight: 1, arbitrary: fc.constant(ownProto) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 20_000).map((length) => Array.from({ length }, () => 0)) },
  { weight: 1, arbitrary: fc.constantFrom(20, 90, 101).map((depth): unknown => JSON.parse(deep('[', ']', depth))) },
  { weight: 1, arbitrary: fc.constantFrom(20, 97).map((depth): unknown => JSON.parse(deep('{"a":', '}', depth))) },
)

/** Text that is not even JSON, or more than JSON ought to be. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '}',
    'nul',
    '"\\ud800"',
    '"\\u0000"',
    '{"a":1,"a":2}',
    '{"a":1e999}',
    '[1,]',
    '\ufeff{}',
    "{'a':1}",
    '{"__proto__":{"a":1}}',
    '{"\\u005f_proto__":{"a":1}}',
    '9'.repeat(10_000),
    deep('[', ']', 101),
    deep('{"a":', '}', 50_000),
    `[${'"x",'.repeat(50_000)}0]`,
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
)
