/** Whether no two share an id: lines join by it. */
export function haveOwnIds(list: ReadonlyArray<{ id: string }>): boolean {
  return new Set(list.map(({ id }) => id)).size === list.length
}
