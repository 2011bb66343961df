import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, test } from 'vitest'
import { mp3Of, wavOf } from './audio.testing'
import { readAudio } from './read-audio'

const tag = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0aTIT2'), Buffer.alloc(6)])

test.each([
  ['a WAV', wavOf(1.5), 'audio/wav', 1_500],
  ['a WAV of 16 kHz', wavOf(2, 16_000), 'audio/wav', 2_000],
  ['an MP3', mp3Of(7.2), 'audio/mpeg', 7_200],
  ['an MP3 behind a tag', Buffer.concat([tag, mp3Of(7.2)]), 'audio/mpeg', 7_200],
  ['ten minutes', wavOf(600), 'audio/wav', 600_000],
])('%s is known by its content', async (_, content, mime, milliseconds) => {
  const audio = await readAudio(content)
  expect(audio.mime).toBe(mime)
  expect(Math.abs(audio.milliseconds - milliseconds)).toBeLessThan(80)
})

test('a WAV that was never finished is as long as what there is of it', async () => {
  const endless = wavOf(2)
  endless.writeUInt32LE(0xffffffff, 40)
  expect((await readAudio(endless)).milliseconds).toBe(2_000)
  expect((await readAudio(wavOf(2).subarray(0, 44 + 16_000))).milliseconds).toBe(1_000)
})

describe('refused in a sentence:', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const float = wavOf(1)
  float.writeUInt16LE(3, 20)
  const noise = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7_919) % 256))
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('Good morning, how can we help you?'), 'not-audio'],
    ['a picture', png, 'not-audio'],
    ['a page', Buffer.from('<!doctype html><title>x</title>'), 'not-audio'],
    ['an Ogg file', Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(200)]), 'not-audio'],
    ['a WebM file', Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'), 'not-audio'],
    ['noise', noise, 'not-audio'],
    ['a tag that says it is larger than the file', Buffer.from('ID3\x03\0\0\x7f\x7f\x7f\x7fxxxx'), 'not-audio'],
    ['a WAV of another kind of samples', float, 'not-audio'],
    ['a WAV without samples', wavOf(0), 'no-sound'],
    [
      'one frame’s beginning, and then nothing of the kind',
      Buffer.concat([mp3Of(0.01).subarray(0, 4), Buffer.alloc(9_000, 7)]),
      'no-sound',
    ],
    ['more than ten minutes', wavOf(601), 'too-long'],
    ['more than ten minutes of MP3', mp3Of(601), 'too-long'],
  ])('%s', async (_, content, userCode) => {
    await expect(readAudio(content)).rejects.toMatchObject({ userCode, message: expect.stringMatching(/\.$/) })
  })
})

test('very many small frames hold nobody else up', async () => {
  const frames = Array.from({ length: 97_000 }, (_, at) => {
    const frame = Buffer.alloc(at % 2 === 0 ? 72 : 144)
    frame.set([0xff, 0xe3, at % 2 === 0 ? 0x18 : 0x28, 0xc4])
    return frame
  })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await expect(readAudio(Buffer.concat(frames))).rejects.toMatchObject({ userCode: 'too-long' })
  delay.disable()
  // A busy machine pauses everybody; what this must never see is the whole file in one go, which takes a second.
  expect(delay.max / 1e6).toBeLessThan(400)
})
