/** A WAV of plain samples, 16 bit, mono: silence of so many seconds. */
export function wavOf(seconds: number, rate = 8_000): Buffer {
  const bytes = Math.round(seconds * rate) * 2
  const wav = Buffer.alloc(44 + bytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
  return wav
}

/** An MP3 of empty frames, 72 ms and 72 bytes each (MPEG 2.5, 8 kbit/s, 8 kHz, mono). */
export function mp3Of(seconds: number): Buffer {
  const frame = Buffer.alloc(72)
  frame.set([0xff, 0xe3, 0x18, 0xc4])
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / 0.072) }, () => frame))
}
