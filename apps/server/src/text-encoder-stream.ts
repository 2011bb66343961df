/**
 * `TextEncoderStream` of the Encoding Standard (https://encoding.spec.whatwg.org/#interface-textencoderstream): text in, UTF-8
 * out. Node's own puts each piece together again character by character, 32 bytes of heap for each, before it encodes it
 * (lib/internal/webstreams/encoding.js); this one encodes a piece as it is, and only keeps back half a character at its end.
 */
export class WholeTextEncoderStream extends TransformStream<string, Uint8Array<ArrayBuffer>> {
  readonly encoding = 'utf-8'

  constructor() {
    const encoder = new TextEncoder()
    let half = ''
    super({
      transform(piece, controller) {
        const text = half + String(piece)
        half = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : ''
        const whole = half === '' ? text : text.slice(0, -1)
        if (whole !== '') controller.enqueue(encoder.encode(whole))
      },
      flush(controller) {
        if (half !== '') controller.enqueue(encoder.encode(half))
      },
    })
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** From now on this process's streams of text, tRPC's subscriptions among them, are encoded so. */
export function encodeWholeTexts(): void {
  globalThis.TextEncoderStream = WholeTextEncoderStream
}
