import { UserError } from '../user-error'
import { badFile } from './bad-file'
import { tableLimits } from './table-limits'

/** How a workbook of Excel or LibreOffice begins: it is a zip archive. */
const zip = [0x50, 0x4b, 0x03, 0x04]

/**
 * A file's bytes as text, piece by piece and without a byte order mark. Other encodings than UTF-8 are refused, not guessed:
 * a wrong guess would put wrong names into a caller's ear, and nobody would be told.
 */
export async function* readText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  for await (const chunk of unbroken(source)) {
    if (bytes === 0 && zip.every((byte, index) => chunk[index] === byte))
      throw badFile(
        'workbook',
        'This is a workbook, not a CSV file. Save the sheet as “CSV UTF-8”, then choose that file.',
      )
    bytes += chunk.length
    if (bytes > tableLimits.bytes)
      throw new UserError(
        'PAYLOAD_TOO_LARGE',
        'too-large',
        `This file is too large: a table’s file has at most ${tableLimits.bytes / 1024 / 1024} MB.`,
      )
    yield textOf(() => decoder.decode(chunk, { stream: true }))
  }
  yield textOf(() => decoder.decode())
}

function textOf(decode: () => string): string {
  let text: string
  try {
    text = decode()
  } catch {
    throw notUtf8()
  }
  // UTF-16 without its mark is valid UTF-8 full of these.
  if (text.includes('\0')) throw notUtf8()
  return text
}

function notUtf8(): UserError {
  return badFile(
    'not-utf8',
    'This file is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8”, then choose that file.',
  )
}

async function* unbroken(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await chunks.next().catch(() => {
        throw badFile('broken-off', 'The upload was broken off.')
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    await chunks.return?.()
  }
}
