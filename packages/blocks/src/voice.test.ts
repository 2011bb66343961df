import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { unreadMark } from './heard'
import { filePart } from './message-parts'
import { spokenText } from './spoken-text'
import { giveVoice, languageName, languages, putInPart, type Selection, voiceAt } from './voice'

/** A message with what is selected in [brackets], or a | where the cursor is. */
function marked(text: string): { message: string; selection: Selection | null } {
  const message = text.replace(/[[\]|]/g, '')
  const cursor = text.indexOf('|')
  if (cursor >= 0) return { message, selection: { start: cursor, end: cursor } }
  const start = text.indexOf('[')
  return { message, selection: start < 0 ? null : { start, end: text.indexOf(']') - 1 } }
}

test.each([
  ['Hello', 'message', 'en', 'female'],
  ['He|llo', 'message', 'en', 'female'],
  ['Hello <speech language="ja">は|い</speech>', 'part', 'ja', 'female'],
  ['Hello| <speech language="ja">はい</speech>', 'message', null, 'female'],
  ['[Hello] <speech language="ja">はい</speech>', 'selection', 'en', 'female'],
  ['[Hello <speech gender="male">yes]</speech>', 'selection', 'en', null],
])('%s: %s speaks %s, %s', (text, scope, language, gender) => {
  const { message, selection } = marked(text)
  expect(voiceAt(message, selection)).toEqual({ scope, voice: { language, gender } })
})

test.each(['', '  ', '<url>https://a.example/x.mp3</url>', '{% if digits < 5 %}few{% endif %}'])(
  '%j has nothing to give a voice to',
  (message) => {
    expect(voiceAt(message, null).voice).toBeNull()
    expect(giveVoice(message, null, { language: 'ja' }).message).toBe(message)
  },
)

test.each([
  ['Hello', { language: 'zh' }, '<speech language="zh">Hello</speech>'],
  ['Say [hello ]now', { language: 'zh' }, 'Say [<speech language="zh">hello</speech>] now'],
  ['A <speech language="ja">b|c</speech>', { gender: 'male' }, 'A <speech language="ja" gender="male">|bc</speech>'],
  ['A <speech language="ja">b|c</speech>', { language: 'en' }, 'A |bc'],
  [
    '<speech language="ja">a [b] c</speech>',
    { language: 'ko' },
    '<speech language="ja">a </speech>[<speech language="ko">b</speech>]<speech language="ja"> c</speech>',
  ],
  ['<speech language="ja">a [b]</speech>', { language: 'en' }, '<speech language="ja">a </speech>[b]'],
  ['[<speech language="ja">a</speech>]', { gender: 'male' }, '[<speech language="ja" gender="male">a</speech>]'],
  ['[<speech] language="ja">a</speech>', { language: 'fr' }, '[<speech language="fr">a</speech>]'],
  [
    'One [two <url>https://a.example/x.mp3</url> three] four',
    { language: 'fr' },
    'One [<speech language="fr">two</speech> <url>https://a.example/x.mp3</url> <speech language="fr">three</speech>] four',
  ],
  [
    'A|\n<speech language="ja">b</speech>',
    { gender: 'male' },
    '<speech gender="male">A</speech>\n<speech language="ja" gender="male">b</speech>',
  ],
] as const)('%s with %j becomes %s', (text, change, after) => {
  const { message, selection } = marked(text)
  expect(giveVoice(message, selection, change)).toEqual(marked(after))
})

describe('giving a voice', () => {
  const scraps = [
    'Hello',
    ' ',
    '<speech language="ja">はい</speech>',
    '<speech>',
    '<url>https://a.example/x.mp3</url>',
    '{{ caller }}',
    '\n',
  ]
  const message = fc.array(fc.constantFrom(...scraps), { maxLength: 8 }).map((all) => all.join(''))
  const at = fc.nat(120)

  it('never changes what is said, and is what is then found there', () => {
    fc.assert(
      fc.property(message, at, at, fc.constantFrom(...languages), (text, one, other, language) => {
        const [start = 0, end = 0] = [one, other].map((place) => Math.min(place, text.length)).sort((a, b) => a - b)
        const given = giveVoice(text, { start, end }, { language })
        const letters = (said: string) => spokenText(said).replace(/\s/g, '')
        if (!text.includes('<speech>')) expect(letters(given.message)).toBe(letters(text))
        const { voice } = voiceAt(given.message, given.selection)
        // Of a mark that nobody closed it can't be said what it is around.
        if (unreadMark(text) !== null) return
        if (voiceAt(text, { start, end }).voice !== null && given.selection?.start !== given.selection?.end)
          expect(voice?.language).toBe(language)
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['Hello| there', 'Hello<url>https://a.example/x.mp3</url>| there'],
  [
    '<speech language="ja">は|い</speech> x',
    '<speech language="ja">はい</speech><url>https://a.example/x.mp3</url>| x',
  ],
  ['|', '<url>https://a.example/x.mp3</url>|'],
])('a file goes into %s', (text, after) => {
  const { message, selection } = marked(text)
  const expected = marked(after)
  expect(putInPart(message, selection?.start ?? 0, filePart('https://a.example/x.mp3'))).toEqual({
    message: expected.message,
    at: expected.selection?.start,
  })
})

test('languages have names', () => {
  expect(['en', 'en-UK', 'zh-HK', 'el-GR', 'xx-klingon?'].map(languageName)).toEqual([
    'English',
    'English (UK)',
    'Chinese (Hong Kong)',
    'Greek (Greece)',
    'xx-klingon?',
  ])
  expect(new Set(languages.map(languageName)).size).toBe(languages.length)
})
