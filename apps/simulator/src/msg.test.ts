import { expect, test } from 'vitest'
import { readMsg } from './msg'

const said = (text: string, language = 'en', gender = 'female') => ({ kind: 'speech', text, language, gender })

test.each([
  ['Hello & welcome', [said('Hello & welcome')]],
  ['<speech language="zh-HK" gender="male">你好</speech>', [said('你好', 'zh-HK', 'male')]],
  ['<speech gender="male">Hi</speech>', [said('Hi', 'en', 'male')]],
  ['<speech>a &lt; b &amp; c</speech>', [said('a < b & c')]],
  ['<url>https://example.com/x.MP3?y=1</url>', [{ kind: 'url', url: 'https://example.com/x.MP3?y=1' }]],
  ['<url>https://example.com/stream</url>', [{ kind: 'url', url: 'https://example.com/stream' }]],
  [
    'One <speech language="ja">二</speech>\n<url>http://example.com/3.wav</url>',
    [said('One '), said('二', 'ja'), { kind: 'url', url: 'http://example.com/3.wav' }],
  ],
])('%s', (text, parts) => {
  expect(readMsg(text)).toMatchObject({ text, parts })
})

test('a voice needs about a second for 14 characters, at least half of one; a file is 5 s', () => {
  expect(readMsg('x'.repeat(140))?.seconds).toBe(10)
  expect(readMsg('x')?.seconds).toBe(0.5)
  expect(readMsg('<url>http://example.com/a.mp3</url>x')?.seconds).toBe(5.5)
})

test('1,000 characters are allowed, whatever their bytes', () => {
  expect(readMsg('😀'.repeat(1_000))?.parts).toHaveLength(1)
  expect(() => readMsg('😀'.repeat(1_001))).toThrow('error_msg_invalid_length')
})

test.each([
  '<b>bold</b>',
  '<speech',
  '</speech>',
  '<speech>a</url>',
  '<speech><url>http://example.com/a.mp3</url></speech>',
  '<speech speed="2">a</speech>',
  '<url volume="2">http://example.com/a.mp3</url>',
])('%s is not understood', (text) => {
  expect(() => readMsg(text)).toThrow('error_msg_invalid_xml')
})

test('a hostile text takes no time', () => {
  const start = performance.now()
  expect(() => readMsg(`<speech ${'a="" '.repeat(190)}`)).toThrow('error_msg_invalid_xml')
  expect(performance.now() - start).toBeLessThan(100)
})
