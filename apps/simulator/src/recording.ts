import { randomBytes } from 'node:crypto'
import { Mp3Encoder } from '@breezystack/lamejs'

// MPEG-2 Layer III at 16 kHz and 32 kbit/s: 576 samples a frame, 144 bytes exactly, so seconds and bytes agree.
const sampleRate = 16_000
const kbps = 32
const frameBytes = 144
const frameSeconds = 576 / sampleRate
const loopFrames = 50
const longestSeconds = 600
const mostRecordings = 2_000

/** What callers said, as files that can be played: a soft beat of the recording's length. The oldest are forgotten. */
export class Recordings {
  private readonly seconds = new Map<string, number>()

  /** Keeps a recording and gives its file name, which nobody can guess. */
  add(seconds: number): string {
    const name = `${randomBytes(18).toString('base64url')}.mp3`
    this.seconds.set(name, seconds)
    const [oldest] = this.seconds.keys()
    if (this.seconds.size > mostRecordings && oldest !== undefined) this.seconds.delete(oldest)
    return name
  }

  /** The MP3 of a recording, or undefined where there is none. Made when it is asked for. */
  read(name: string): Buffer | undefined {
    const seconds = this.seconds.get(name)
    return seconds === undefined ? undefined : mp3(seconds)
  }
}

/** A playable MP3 of `seconds`, to the next 36 ms, at most 10 minutes. */
export function mp3(seconds: number): Buffer {
  const frames = Math.max(1, Math.ceil(Math.min(seconds, longestSeconds) / frameSeconds))
  const beat = encodedBeat()
  const loops = Math.ceil(frames / loopFrames)
  return Buffer.concat(Array.from({ length: loops }, () => beat)).subarray(0, frames * frameBytes)
}

let beat: Buffer | undefined

/**
 * 1.8 s of sound, encoded once. A loop's first frame starts afresh (it needs no bits of the frame before it), so loops can
 * stand one after the other.
 */
function encodedBeat(): Buffer {
  if (beat) return beat
  const encoder = new Mp3Encoder(1, sampleRate, kbps)
  // The encoder looks ahead by some frames: it is fed more than is kept.
  const samples = Int16Array.from({ length: (loopFrames + 8) * 576 }, (_, i) => sample(i / sampleRate))
  const encoded = Buffer.concat([Buffer.from(encoder.encodeBuffer(samples)), Buffer.from(encoder.flush())])
  beat = Buffer.from(encoded.subarray(0, loopFrames * frameBytes))
  return beat
}

/** A quiet 330 Hz tone that swells and fades once in 1.8 s, so that loops join in silence. */
function sample(second: number): number {
  const swell = Math.sin((Math.PI * (second % 1.8)) / 1.8) ** 2
  return Math.round(2_400 * swell * Math.sin(2 * Math.PI * 330 * second))
}
