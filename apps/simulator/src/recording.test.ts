import { expect, test } from 'vitest'
import { mp3, Recordings } from './recording'

/** Walks an MP3 frame by frame by its headers (ISO 11172-3, 13818-3). Gives its length in seconds, or fails. */
function lengthOf(file: Buffer): number {
  let at = 0
  let seconds = 0
  while (at < file.length) {
    const header = file.readUInt32BE(at)
    expect(header >>> 21).toBe(0x7ff)
    expect((header >>> 19) & 3, 'MPEG-2').toBe(2)
    expect((header >>> 17) & 3, 'Layer III').toBe(1)
    const kbps = [0, 8, 16, 24, 32, 40, 48, 56, 64][(header >>> 12) & 15] ?? 0
    const rate = [22_050, 24_000, 16_000][(header >>> 10) & 3] ?? 0
    const padding = (header >>> 9) & 1
    at += Math.floor((72 * kbps * 1_000) / rate) + padding
    seconds += 576 / rate
  }
  expect(at).toBe(file.length)
  return seconds
}

test.each([1, 2, 7.5, 60, 600])('a recording of %s s is an MP3 of that length', (seconds) => {
  expect(lengthOf(mp3(seconds))).toBeGreaterThanOrEqual(seconds - 1e-9)
  expect(lengthOf(mp3(seconds))).toBeLessThan(seconds + 0.04)
})

test('no recording is longer than 10 minutes', () => {
  expect(lengthOf(mp3(1e9))).toBeCloseTo(600, 1)
})

test('each loop starts with a frame that needs no bits of the one before', () => {
  const file = mp3(5)
  for (const frame of [0, 50, 100]) {
    const at = frame * 144
    const protectedByCrc = ((file[at + 1] ?? 0) & 1) === 0
    // main_data_begin is the first byte of the side information.
    expect(file[at + (protectedByCrc ? 6 : 4)]).toBe(0)
  }
})

test('it is not silence', () => {
  // Silence is encoded as zeros behind each frame's side information.
  expect(mp3(1.8).filter((byte) => byte !== 0).length).toBeGreaterThan(4_000)
})

test('names can’t be guessed, and unknown ones give nothing', () => {
  const recordings = new Recordings()
  const names = Array.from({ length: 100 }, () => recordings.add(1))
  expect(new Set(names).size).toBe(100)
  expect(names.every((name) => /^[\w-]{24}\.mp3$/.test(name))).toBe(true)
  expect(recordings.read('../../etc/passwd')).toBeUndefined()
  expect(recordings.read(names[0] ?? '')?.length).toBeGreaterThan(0)
})
