import { expect, test } from 'vitest'
import { readAudioFile } from './audio-file'

const warning = 'The carrier plays mp3, wav and gsm files. This address ends like none of them.'

test.each([
  ['https://a.example/x.mp3', 'https://a.example/x.mp3', null],
  [' http://a.example/x.WAV?y=1 ', 'http://a.example/x.WAV?y=1', null],
  ['https://a.example/my file.gsm', 'https://a.example/my%20file.gsm', null],
  ['https://a.example/x<y>.mp3', 'https://a.example/x%3Cy%3E.mp3', null],
  ['https://a.example/x.ogg', 'https://a.example/x.ogg', warning],
  ['https://a.example/stream', 'https://a.example/stream', warning],
  ['{{ recording }}', '{{ recording }}', null],
])('%j can be put in as %j', (typed, url, said) => {
  expect(readAudioFile(typed)).toEqual({ ok: true, url, warning: said })
})

test.each([
  'x.mp3',
  'a.example/x.mp3',
  'ftp://a.example/x.mp3',
  'https://',
  'https:a.example/x.mp3',
  'file:///x.mp3',
  '{{ <b> }}',
])('%j can’t be put in', (typed) => {
  expect(readAudioFile(typed)).toEqual({
    ok: false,
    problem: 'Write the whole address, such as https://example.com/welcome.mp3.',
  })
})

test('nothing typed is no mistake yet', () => {
  expect(readAudioFile('  ')).toEqual({ ok: false, problem: null })
})
