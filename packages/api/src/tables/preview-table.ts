import { badFile } from './bad-file'
import { readColumns } from './check-rows'
import { phoneKey } from './phone-key'
import { readCsv } from './read-csv'

export type TablePreview = {
  columns: Array<{
    name: string
    /** Nearly all that stands in it are phone numbers. */
    phone: boolean
  }>
  /** The first rows as they stand in the file. */
  rows: string[][]
}

const rowsRead = 50
const rowsShown = 5
/** Of the numbers in a list that people keep by hand, some are always wrong. */
const nearlyAll = 0.9

/** What the beginning of a CSV file holds, before anybody decides what to do with it. Faults further on are found by importing it. */
export async function previewTable(source: AsyncIterable<Uint8Array>): Promise<TablePreview> {
  const file = readCsv(source, rowsRead + 1)
  const head = await file.next()
  if (head.done) throw badFile('empty', 'This file is empty. Its first row must name the columns.')
  readColumns(head.value.cells, { column: null, keyKind: 'text' })
  const rows: string[][] = []
  for await (const { cells } of file) rows.push(cells)
  return {
    columns: head.value.cells.map((name, at) => ({
      name,
      phone: arePhoneNumbers(rows.map((cells) => cells[at] ?? '')),
    })),
    rows: rows.slice(0, rowsShown),
  }
}

function arePhoneNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const numbers = filled.filter((cell) => phoneKey(cell) !== null)
  return filled.length > 0 && numbers.length >= nearlyAll * filled.length
}
