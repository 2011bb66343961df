import { expect, test } from 'vitest'
import { heard, unreadMark } from './heard'
import { speakingTime, writeSpeakingTime } from './speaking-time'

const said = (text: string, language = 'en', gender = 'female') => ({ kind: 'speech', text, language, gender })

test.each([
  ['', []],
  [' \n', []],
  ['You rang {{ called }}.', [said('You rang +6531580000.')]],
  ['{% if digits == "1" %}One{% else %}Other{% endif %}', [said('One')]],
  ['<speech language="zh" gender="male">你好</speech> Hi', [said('你好', 'zh', 'male'), said('Hi')]],
  ['<url> https://a.example/x.mp3?a=1&amp;b=2 </url>', [{ kind: 'url', url: 'https://a.example/x.mp3?a=1&b=2' }]],
  ['<speech>a &lt; b</speech>', [said('a < b')]],
  // What is wrong with it is said at the field; it is read out as it stands.
  ['{{ caller', [said('{{ caller')]],
])('%j is heard as %j', (message, parts) => {
  expect(heard(message)).toEqual(parts)
})

test.each([
  ['', null],
  ['Hi', 'about 1 s'],
  ['For sales, press 1. For support, press 2. To speak to somebody, hold the line.', 'about 5 s'],
  ['<speech language="zh">请按一，或者留言。谢谢您的来电。</speech>', 'about 3 s'],
  ['<url>https://a.example/x.mp3</url>', 'a file'],
  ['Welcome.<url>https://a.example/x.mp3</url>', 'about 1 s and a file'],
  ['<url>https://a.example/x.mp3</url><url>https://a.example/y.mp3</url>', '2 files'],
  ['a'.repeat(1_000), 'about 1 min 7 s'],
])('%j takes %j', (message, time) => {
  expect(writeSpeakingTime(heard(message))).toBe(time)
})

test('a second holds 15 letters, or 4.5 characters of Chinese', () => {
  expect(speakingTime(heard('x'.repeat(150))).seconds).toBe(10)
  expect(speakingTime(heard('好'.repeat(45))).seconds).toBe(10)
})

test.each([
  ['Hello & welcome', null],
  ['<speech language="ja">はい</speech><url>https://a.example/x.mp3</url>', null],
  ['{% if digits < "5" %}<speech>few</speech>{% endif %}', null],
  ['<speech>{% if digits < "5" %}few{% endif %}</speech>', null],
  ['a &lt; b', null],
  ['a < b', '< b'],
  ['<b>bold</b>', '<b>'],
  ['<speech>never closed', '<speech>'],
  ['Hi</speech>', '</speech>'],
])('of %j the carrier can’t read %j', (message, mark) => {
  expect(unreadMark(message)).toBe(mark)
})
