import { expect, test } from 'vitest'
import { encodeWav, mixDown } from './wav'

test('the head says what follows: one channel, 16 bit, so many bytes', () => {
  const wav = Buffer.from(encodeWav(new Float32Array(1_000), 16_000))
  expect(wav).toHaveLength(44 + 2_000)
  expect([0, 8, 12, 36].map((at) => wav.toString('latin1', at, at + 4))).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
  expect([wav.readUInt32LE(4), wav.readUInt32LE(40)]).toEqual([36 + 2_000, 2_000])
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([1, 1, 16])
  expect([wav.readUInt32LE(24), wav.readUInt32LE(28), wav.readUInt16LE(32)]).toEqual([16_000, 32_000, 2])
})

test('samples are 16 bit, and what is too loud is cut', () => {
  const view = new DataView(encodeWav(new Float32Array([0, 1, -1, 0.5, 7, -7]), 8_000), 44)
  const samples = Array.from({ length: 6 }, (_, at) => view.getInt16(at * 2, true))
  expect(samples).toEqual([0, 32_767, -32_767, 16_384, 32_767, -32_767])
})

test('several channels become one', () => {
  expect([...mixDown([new Float32Array([1, 0]), new Float32Array([0, 0.5])])]).toEqual([0.5, 0.25])
  expect([...mixDown([new Float32Array([1, 0])])]).toEqual([1, 0])
})
