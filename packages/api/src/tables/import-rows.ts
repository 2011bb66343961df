import type { Prisma } from '@patchbay/db/client'
import { badFile } from './bad-file'
import { createRowCheck, type KeyChoice, readColumns, type TableRow } from './check-rows'
import { readCsv } from './read-csv'

/** How many rows one statement writes: enough that its way to the database and back does not count. */
const batchSize = 500

/**
 * Writes a file's rows as the revision of a table that nobody reads yet, batch by batch: of the file, no more than a batch is
 * held. Throws a `UserError` where the file can't be a table's contents; then the transaction has to be given up.
 */
export async function importRows(
  tx: Prisma.TransactionClient,
  { tableId, revision }: { tableId: string; revision: string },
  source: AsyncIterable<Uint8Array>,
  choice: KeyChoice,
): Promise<{ columns: string[]; rowCount: number }> {
  const file = readCsv(source)
  try {
    const head = await file.next()
    if (head.done) throw badFile('empty', 'This file is empty. Its first row must name the columns.')
    const names = head.value.cells
    const { columns, keyAt } = readColumns(names, choice)
    const check = createRowCheck(names, keyAt, choice.keyKind)
    let batch: TableRow[] = []
    let rowCount = 0
    const write = async () => {
      const keys = batch.map(({ key }) => key)
      const data = batch.map((row) => JSON.stringify(row.data))
      batch = []
      await tx.$executeRaw`
        INSERT INTO lookup_row (table_id, revision, key, data)
        SELECT ${tableId}::uuid, ${revision}::uuid, key, data::jsonb
        FROM unnest(${keys}::text[], ${data}::text[]) AS row (key, data)`
    }
    for await (const record of file) {
      const row = check.take(record)
      if (!row) continue
      rowCount += 1
      batch.push(row)
      if (batch.length === batchSize) await write()
    }
    check.finish()
    if (rowCount === 0) throw badFile('empty', 'This file names columns, but has no rows.')
    await write()
    return { columns, rowCount }
  } finally {
    // A fault leaves the rest unread; whoever sends it is still sending.
    await file.return(undefined)
  }
}
