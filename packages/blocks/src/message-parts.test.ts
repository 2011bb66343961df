import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { carrierVoice, filePart, readMessage, speechPart, writeMessage, writePart } from './message-parts'
import { spokenText } from './spoken-text'

const plain = (text: string) => ({ kind: 'plain', text })

test.each([
  ['', []],
  ['Hello & welcome', [plain('Hello & welcome')]],
  [
    '<speech language="zh-HK" gender="male">你好</speech>',
    [{ kind: 'speech', text: '你好', language: 'zh-HK', gender: 'male' }],
  ],
  ['<SPEECH gender="male">Hi</SPEECH >', [{ kind: 'speech', text: 'Hi', language: null, gender: 'male' }]],
  ['<speech gender="robot">Hi</speech>', [{ kind: 'speech', text: 'Hi', gender: null }]],
  [
    'One <speech language="ja">二</speech>\n<url>http://a.example/3.wav</url>',
    [plain('One '), { kind: 'speech', language: 'ja' }, plain('\n'), { kind: 'file', url: 'http://a.example/3.wav' }],
  ],
  ['<url>{{ recording }}</url>', [{ kind: 'file', url: '{{ recording }}' }]],
  ['<b>bold</b>', [plain('<b>bold</b>')]],
  ['{% if digits < 5 %}few{% endif %}', [plain('{% if digits < 5 %}few{% endif %}')]],
  ['<speech>never closed', [plain('<speech>never closed')]],
  ['<speech>a</url>', [plain('<speech>a</url>')]],
])('%s', (message, parts) => {
  const read = readMessage(message)
  expect(read).toMatchObject(parts)
  expect(read).toHaveLength(parts.length)
})

describe('taking apart and putting together', () => {
  const pieces = [
    '<speech>',
    '</speech>',
    '<speech language="zh" gender="male">',
    '<speech  gender = "male" >',
    '<url>',
    '</url>',
    '</speech >',
    'https://a.example/x.mp3?a=1&amp;b=2',
    '<',
    '>',
    '"',
    '{{ caller }}',
    '{% if digits < 5 %}',
    '你好',
    ' ',
    '\n',
    'Hello',
  ]
  const message = fc.oneof(
    fc.string(),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 20 })
      .map((all) => all.join('')),
  )

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(message, (text) => writeMessage(readMessage(text)) === text),
      { numRuns: 1_000 },
    )
  })

  it('leaves no mark among what people read', () => {
    fc.assert(
      fc.property(message, (text) => !/<\/?(speech|url)\b[^<>]*>/i.test(spokenText(text))),
      { numRuns: 500 },
    )
  })
})

describe('a part that is made here', () => {
  it('says only what the carrier would not do anyway', () => {
    expect(writePart(speechPart('Hi', carrierVoice))).toBe('Hi')
    expect(writePart(speechPart('Hi', { language: 'en', gender: 'male' }))).toBe('<speech gender="male">Hi</speech>')
    expect(writePart(speechPart('你好', { language: 'zh', gender: null }))).toBe('<speech language="zh">你好</speech>')
  })

  it('keeps an address readable as XML', () => {
    const written = writePart(filePart('https://a.example/x.mp3?a=1&b=2'))
    expect(written).toBe('<url>https://a.example/x.mp3?a=1&amp;b=2</url>')
    expect(readMessage(written)).toHaveLength(1)
  })
})

test('a hostile text takes no time', () => {
  const start = performance.now()
  for (const scrap of ['<speech ', '<speech>', '<url>', '<speech a="" ']) readMessage(scrap.repeat(10_000))
  expect(performance.now() - start).toBeLessThan(500)
})
