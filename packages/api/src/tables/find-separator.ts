const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

/** What separates a file's cells: of the comma, the semicolon and the tab, what its first row has most of outside quotes. */
export function findSeparator(start: string): Separator {
  const [firstRow = ''] = start
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1)
  const count = (separator: Separator) => firstRow.split(separator).length
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}
