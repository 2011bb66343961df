import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** The answer is longer than anybody wants to read. */
export class TooLargeError extends Error {}

const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/**
 * Reads an answer to its end as text, unpacked if it is packed; rejects with a `TooLargeError` once more than `most` bytes
 * have come out, whatever went in. The stream is closed either way.
 */
export async function readBody(body: Readable, encoding: string, contentType: string, most: number): Promise<string> {
  const decode = decoders.get(encoding.trim().toLowerCase())
  // What breaks on the way in breaks what comes out, too: the loop below throws it.
  const plain = decode ? pipeline(body, decode(), () => undefined) : body
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of plain) {
      const part: Buffer = chunk
      bytes += part.length
      if (bytes > most) throw new TooLargeError()
      chunks.push(part)
    }
  } finally {
    letGo(body)
  }
  return textOf(Buffer.concat(chunks), contentType)
}

/** Closes an answer that nobody reads on; that it was cut off is no fault then. */
export function letGo(body: Readable): void {
  body.on('error', () => undefined).destroy()
}

function textOf(bytes: Buffer, contentType: string): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
