import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { badFile } from './bad-file'
import { findSeparator, type Separator } from './find-separator'
import { readText } from './read-text'
import { tableLimits } from './table-limits'

/** `row`: its place in a spreadsheet, from 1, with the names of the columns as row 1 and empty rows counted. */
export type CsvRow = { row: number; cells: string[] }

/** The names of the columns stand there, before it is known whether the rest of a line can be read. */
const longestStart = 64 * 1024
/** In bytes: an open quote would else gather the rest of the file. */
const longestRow = 4 * tableLimits.columns * (tableLimits.cell + 3)

const parsedSchema = z.object({
  record: z.array(z.string()),
  info: z.object({ records: z.number(), empty_lines: z.number() }),
})

/**
 * The rows of a CSV file, piece by piece: cells without the space around them, empty rows left out. A file that is none is
 * refused with a `UserError` when the fault is reached. After `most` rows, the rest is not looked at.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>, most?: number): AsyncGenerator<CsvRow> {
  const { start, rest } = await begin(readText(source))
  const parser = openParser(findSeparator(start), most)
  const fed = pipeline(async function* () {
    yield start
    for await (const text of rest) {
      // With `most` rows it has ended by itself.
      if (parser.writableEnded) return
      yield text
    }
  }, parser)
  // The parser tells its reader of the same fault.
  fed.catch(() => undefined)
  try {
    for await (const parsed of parser) {
      const { record, info } = parsedSchema.parse(parsed)
      const cells = record.map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) yield { row: info.records + info.empty_lines, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, parser.info.lines) : error
  } finally {
    // A pipeline that is stopped early does not always let go of what it reads from.
    rest.return(undefined).catch(() => undefined)
  }
}

function openParser(delimiter: Separator, most = -1) {
  return parse({
    delimiter,
    to: most,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // With tabs between the cells, a tab is no space to leave out.
    trim: delimiter !== '\t',
    max_record_size: longestRow,
  })
}

/** Enough of a text to tell how its cells are separated, and the rest of it. */
async function begin(text: AsyncGenerator<string>): Promise<{ start: string; rest: AsyncGenerator<string> }> {
  let start = ''
  while (start.length < longestStart && !/\S.*[\r\n]/.test(start)) {
    const next = await text.next()
    if (next.done) break
    start += next.value
  }
  return { start, rest: text }
}

function unreadable(error: CsvError, line: number) {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return badFile('bad-csv', 'A quotation mark (") is opened in this file and never closed again.')
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return badFile(
      'bad-csv',
      `Row ${line} is far too long. Perhaps a quotation mark (") is opened there and not closed.`,
    )
  return badFile('bad-csv', `Row ${line} can’t be read as CSV: look at its quotation marks (").`)
}
