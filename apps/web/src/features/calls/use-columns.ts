import { useState } from 'react'
import { z } from 'zod'
import { type ColumnName, columnNames, usualColumns } from './call-columns'

const key = 'patchbay-call-columns'
const isColumn = (name: string): name is ColumnName => columnNames.some((known) => known === name)

/** The columns that an address names, or else those that were chosen in this browser last; always in their own order. */
export function useColumns(
  search: URLSearchParams,
  setSearch: (next: URLSearchParams) => void,
): { shown: readonly ColumnName[]; choose: (names: readonly ColumnName[]) => void } {
  const [kept, setKept] = useState(remembered)
  const named = search.get('columns')
  return {
    shown: named === null ? kept : inOrder(named.split(',')),
    choose: (names) => {
      const chosen = inOrder(names)
      remember(chosen)
      setKept(chosen)
      const next = new URLSearchParams(search)
      next.set('columns', chosen.join(','))
      setSearch(next)
    },
  }
}

function inOrder(names: readonly string[]): readonly ColumnName[] {
  const wanted = new Set(names.filter(isColumn))
  return columnNames.filter((name) => wanted.has(name))
}

function remembered(): readonly ColumnName[] {
  try {
    const names = z
      .array(z.string())
      .nullable()
      .parse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return names === null ? usualColumns : inOrder(names)
  } catch {
    return usualColumns
  }
}

function remember(names: readonly ColumnName[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(names))
  } catch {
    // A browser that keeps nothing still shows them for now.
  }
}
