import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WholeTextEncoderStream } from './text-encoder-stream'

async function encoded(stream: TextEncoderStream, pieces: readonly string[]): Promise<string> {
  const writer = stream.writable.getWriter()
  const written = (async () => {
    for (const piece of pieces) await writer.write(piece)
    await writer.close()
  })()
  const chunks: Uint8Array[] = []
  for await (const chunk of stream.readable) chunks.push(chunk)
  await written
  return Buffer.concat(chunks).toString('hex')
}

test('any text, cut anywhere, halves of characters among it, is encoded as by Node’s own', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '話', '😀', '\uD83D', '\uDE00', '\n') })),
      async (pieces) => {
        const ours = await encoded(new WholeTextEncoderStream(), pieces)
        expect(ours).toBe(await encoded(new TextEncoderStream(), pieces))
      },
    ),
  ))

test('a piece goes out as soon as it came', async () => {
  const { writable, readable } = new WholeTextEncoderStream()
  const writer = writable.getWriter()
  const reader = readable.getReader()
  const read = reader.read()
  await writer.write('data: 1\n')
  expect(Buffer.from((await read).value ?? []).toString()).toBe('data: 1\n')
})
