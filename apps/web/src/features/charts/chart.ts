/** What a chart says, before anybody draws it: the same rows are the bars, the table and the file. */
export type Chart = {
  id: string
  title: string
  /** What the rows are, as the head of their column: “Day”. */
  of: string
  /** Upright columns in an order of time or size, or bars beside their names. */
  kind: 'columns' | 'bars'
  series: readonly Series[]
  rows: readonly ChartRow[]
  /** A sum of money in this currency, or a number of calls where there is none. */
  currency?: string
  /** The calls behind all of it. */
  to: string
}

export type Series = { key: string; label: string; colour: string }

export type ChartRow = {
  label: string
  /** By the series' keys. */
  values: Readonly<Record<string, number>>
  /** The calls behind this row and, where it has several series, behind each of them, by their keys. */
  to: string
  toEach?: Readonly<Record<string, string>>
}

const counts = new Intl.NumberFormat()

/** A value as people read it: “1,204”, or “SGD 3.60”. */
export function writeValue({ currency }: Pick<Chart, 'currency'>, value: number): string {
  if (currency === undefined) return counts.format(value)
  const amount = value.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 3 })
  return currency === '' ? amount : `${currency} ${amount}`
}

/** Whether there is anything to draw. */
export function isEmpty({ rows }: Chart): boolean {
  return rows.every(({ values }) => Object.values(values).every((value) => value === 0))
}

/** RFC 4180, with a head. */
export function csvOf({ of, series, rows }: Chart): string {
  const lines = [
    [of, ...series.map(({ label }) => label)],
    ...rows.map(({ label, values }) => [label, ...series.map(({ key }) => String(values[key] ?? 0))]),
  ]
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** A text that a table calculator would run is made a plain one; a number to dial is none. */
function cell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d\s]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
