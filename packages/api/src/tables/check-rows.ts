import { badFile } from './bad-file'
import type { KeyKind } from './key-kind'
import { phoneKey } from './phone-key'
import type { CsvRow } from './read-csv'
import { mostNamed, tableLimits } from './table-limits'

/** Which column holds the keys (null: the first), and what they are. */
export type KeyChoice = { column: string | null; keyKind: KeyKind }

export type TableRow = { key: string; data: Record<string, string> }

/** What is wrong with one row of a file, for whoever has the file open. */
export type RowProblem = { row: number; message: string }

/**
 * The names of a file's columns, the one with the keys first, and where that one stands in the file. Throws a `UserError`
 * where they can't be a table's.
 */
export function readColumns(names: readonly string[], { column }: KeyChoice): { columns: string[]; keyAt: number } {
  const most = tableLimits.columns
  if (names.length > most)
    throw badFile('columns', `This file has ${names.length} columns; a table has at most ${most}.`)
  const nameless = names.indexOf('')
  if (nameless >= 0)
    throw badFile('columns', `Column ${nameless + 1} has no name. The first row must name every column.`)
  const long = names.find((name) => name.length > tableLimits.columnName)
  if (long !== undefined)
    throw badFile(
      'columns',
      `A column’s name has at most ${tableLimits.columnName} characters: “${long.slice(0, 40)}…”.`,
    )
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw badFile('columns', `Two columns are called “${twice}”. Give each a name of its own.`)
  // An object can't have it as a name of its own everywhere.
  if (names.includes('__proto__')) throw badFile('columns', 'A column can’t be called “__proto__”.')
  const keyAt = column === null ? 0 : names.indexOf(column)
  const key = names[keyAt]
  if (key === undefined)
    throw badFile('no-column', `This file has no column “${column}”. Choose the column with the keys.`)
  return { columns: [key, ...names.filter((name) => name !== key)], keyAt }
}

/** Judges the rows of one file, one after the other. */
export function createRowCheck(names: readonly string[], keyAt: number, keyKind: KeyKind) {
  const seen = new Map<string, number>()
  const named: RowProblem[] = []
  let faulty = 0
  const refuse = (row: number, message: string) => {
    faulty += 1
    if (named.length < mostNamed) named.push({ row, message })
    return null
  }
  return {
    /** The row as it is kept; null where something is wrong with it or with one before. */
    take({ row, cells }: CsvRow): TableRow | null {
      if (cells.length !== names.length)
        return refuse(row, `It has ${count(cells.length, 'cell')}, but there are ${count(names.length, 'column')}.`)
      const long = cells.findIndex((cell) => cell.length > tableLimits.cell)
      if (long >= 0)
        return refuse(row, `“${names[long]}” has more than ${tableLimits.cell.toLocaleString('en')} characters.`)
      const written = cells[keyAt] ?? ''
      if (written === '') return refuse(row, `“${names[keyAt]}” is empty.`)
      const key = keyKind === 'phone' ? phoneKey(written) : written
      if (key === null)
        return refuse(
          row,
          `“${written.slice(0, 40)}” is no phone number with its country’s code, such as +65 3158 0000.`,
        )
      if (key.length > tableLimits.key)
        return refuse(row, `“${names[keyAt]}” has more than ${tableLimits.key} characters.`)
      const before = seen.get(key)
      if (before !== undefined) return refuse(row, `“${key.slice(0, 40)}” stands in row ${before} already.`)
      if (seen.size === tableLimits.rows)
        throw badFile(
          'too-many-rows',
          `This file has too many rows: a table has at most ${tableLimits.rows.toLocaleString('en')}.`,
        )
      seen.set(key, row)
      if (faulty > 0) return null
      return { key, data: Object.fromEntries(names.map((name, at) => [name, at === keyAt ? key : (cells[at] ?? '')])) }
    },
    /** Throws a `UserError` that names the faulty rows, if there are any. */
    finish(): void {
      if (faulty === 0) return
      const [first] = named
      throw badFile(
        'bad-rows',
        faulty === 1
          ? `Row ${first?.row} can’t be used: ${first?.message}`
          : `${faulty.toLocaleString('en')} rows can’t be used.`,
        { problems: named, more: faulty - named.length },
      )
    },
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
