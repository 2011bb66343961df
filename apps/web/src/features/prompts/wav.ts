/** What telephones carry, and twice that: more than 16,000 samples a second no caller could hear. */
export const wavRate = 16_000

/** A WAV of 16-bit samples, mono. `samples` are from -1 to 1; what is louder is cut. */
export function encodeWav(samples: Float32Array, rate: number): ArrayBuffer {
  const file = new ArrayBuffer(44 + samples.length * 2)
  const view = new DataView(file)
  const word = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index += 1) view.setUint8(at + index, letters.charCodeAt(index))
  }
  word(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [index, sample] of samples.entries())
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
  return file
}

/** Several channels as one: their mean. */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels
  if (channels.length === 1) return first
  return first.map((_, at) => channels.reduce((sum, channel) => sum + (channel[at] ?? 0), 0) / channels.length)
}

/**
 * What a browser has recorded, in whatever form, as a WAV that the carrier plays. Rejects where the browser can't read its own
 * recording, as when there is nothing in it.
 */
export async function asWav(recording: Blob): Promise<Blob> {
  // Decoding gives as many samples a second as the context has.
  const context = new OfflineAudioContext(1, 1, wavRate)
  const sound = await context.decodeAudioData(await recording.arrayBuffer())
  const channels = Array.from({ length: sound.numberOfChannels }, (_, at) => sound.getChannelData(at))
  return new Blob([encodeWav(mixDown(channels), sound.sampleRate)], { type: 'audio/wav' })
}
