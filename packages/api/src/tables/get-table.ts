import { z } from 'zod'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { type KeyKind, keyKindOf } from './key-kind'
import { phoneKeyStart } from './phone-key'

export type TablePage = {
  id: string
  key: string
  name: string
  columns: string[]
  keyKind: KeyKind
  rowCount: number
  updatedAt: string
  updatedBy: string
  /** Cells in the order of `columns`, by key. */
  rows: string[][]
  /** Hand it back as `cursor` for the rows after these; null at the end. */
  next: string | null
}

const rowsSchema = z.array(z.object({ key: z.string(), data: z.record(z.string(), z.string()) }))
/** Comes after every other character. */
const last = '\u{10FFFF}'

/** A table and one page of its rows, those whose key begins with `prefix`. Pages go by the last key. */
export async function getTable(
  { deps, workspaceId }: Context,
  { id, prefix, cursor, limit }: { id: string; prefix: string; cursor: string; limit: number },
): Promise<TablePage> {
  const table = await deps.db.lookupTable.findFirst({ where: { id, workspaceId } })
  if (!table) throw notFound('table')
  const { key, name, columns, rowCount, revision, updatedAt, updatedBy } = table
  const keyKind = keyKindOf(table.keyKind)
  const start = keyKind === 'phone' ? phoneKeyStart(prefix) : prefix.trim()
  // One more than asked for tells whether there is a next page.
  const found = rowsSchema.parse(
    await deps.db.$queryRaw`
      SELECT key, data FROM lookup_row
      WHERE table_id = ${id}::uuid AND revision = ${revision}::uuid
        AND key > ${cursor} AND key >= ${start} AND key < ${start + last}
      ORDER BY key LIMIT ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  return {
    id,
    key,
    name,
    columns,
    keyKind,
    rowCount,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
    rows: page.map(({ data }) => columns.map((column) => data[column] ?? '')),
    next: found.length > limit ? (page.at(-1)?.key ?? null) : null,
  }
}
