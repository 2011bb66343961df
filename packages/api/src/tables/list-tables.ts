import type { Context } from '../context'
import { type Use, whereUsed } from '../flows/where-used'
import { type KeyKind, keyKindOf } from './key-kind'
import { tablePlace } from './table-place'

export type TableItem = {
  id: string
  /** What flows name it by. */
  key: string
  name: string
  /** The one with the keys first. */
  columns: string[]
  keyKind: KeyKind
  rowCount: number
  /** When its rows were replaced last, and by whom; empty if unsaid. */
  updatedAt: string
  updatedBy: string
  usedIn: Use[]
}

/** The workspace's tables, by name. */
export async function listTables(context: Context): Promise<TableItem[]> {
  const { deps, workspaceId } = context
  const [tables, used] = await Promise.all([
    deps.db.lookupTable.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { key: 'asc' }] }),
    whereUsed(context, tablePlace),
  ])
  return tables.map(({ id, key, name, columns, keyKind, rowCount, updatedAt, updatedBy }) => ({
    id,
    key,
    name,
    columns,
    keyKind: keyKindOf(keyKind),
    rowCount,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
    usedIn: used.get(key) ?? [],
  }))
}
