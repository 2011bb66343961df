import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { hostileText } from '../inputs/hostile'

const bytes = (text: string) => new TextEncoder().encode(text)

/** A second of 8 kHz, one channel, 16 bits; `dataBytes` and `rate` as they are claimed. */
function wav(dataBytes: number, rate: number): Uint8Array {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE((36 + dataBytes) >>> 0, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate >>> 0, 24)
  head.writeUInt32LE((rate * 2) >>> 0, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(dataBytes >>> 0, 40)
  return Buffer.concat([head, Buffer.alloc(16_000)])
}

const mp3Frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
const mp3 = Buffer.concat(Array.from({ length: 40 }, () => mp3Frame))
const id3 = (size: number) =>
  Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, size & 127, size & 127, size & 127, size & 127]), mp3])

const whole: readonly Uint8Array[] = [
  wav(16_000, 8_000),
  wav(0xffffffff, 8_000),
  wav(0, 8_000),
  wav(16_000, 0),
  wav(16_000, 0xffffffff),
  mp3,
  id3(0),
  id3(127),
  mp3Frame,
  bytes(''),
  bytes('RIFF'),
  bytes('<script>alert(1)</script>'),
  Buffer.concat([bytes('GIF89a/*'), mp3, bytes('*/=1;alert(1)')]),
  Buffer.concat([wav(16_000, 8_000), bytes('<html><script>alert(1)</script>')]),
  Buffer.concat([bytes('\ufeffPK\u0003\u0004'), bytes('a,b\n1,2\n')]),
  gzipSync(Buffer.alloc(1_000_000)),
  bytes('a,b\n1,2\n'),
  bytes('a;b\r\n1;2\r\n'),
  bytes('a,a\n1,2\n'),
  bytes('"a,b\n1,2\n'),
  bytes('a,"b"c\n1,2,3,4\n'),
  bytes(`${'a,'.repeat(5_000)}\n`),
  bytes(`a\n${'"'.repeat(100_001)}\n`),
  bytes(`a,b\n${'x'.repeat(300_000)},1\n`),
  bytes('__proto__,constructor\n1,2\n'),
  bytes('a,b\n=cmd|/c calc,@SUM(1)\n'),
  bytes('a\u0000b,c\n\u0000,1\n'),
  Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x2c, 0x00, 0x62]),
  Buffer.from([0x00, 0x00, 0xfe, 0xff, 0x00]),
  Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xc3, 0x28, 0x2c, 0xff]),
]

/** Tables and sounds that are broken, something else than they say, or two things at once. */
export const badFiles: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...whole) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...whole), fc.nat(), fc.uint8Array({ maxLength: 12 }))
      .map(([file, at, other]) => patched(file, at, other)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...whole), fc.nat()).map(([file, at]) => file.slice(0, at % (file.length + 1))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.array(hostileText, { maxLength: 5 }), { maxLength: 5 })
      .map((rows) => bytes(rows.map((row) => row.join(',')).join('\n'))),
  },
)

function patched(file: Uint8Array, at: number, other: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(file)
  copy.set(other.slice(0, Math.max(0, copy.length)), Math.max(0, at % Math.max(1, copy.length - other.length)))
  return copy
}
