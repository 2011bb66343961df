import { stringify } from 'csv-stringify/sync'
import { record } from '../audit/record'
import type { Context } from '../context'
import { getTable } from './get-table'

const batchSize = 2_000
/** Without it, a spreadsheet takes UTF-8 for something else. */
const byteOrderMark = '\uFEFF'

/**
 * A table as a CSV file, piece by piece, its rows by key; what is imported from it is the same table again. Breaks off with
 * an error if the rows are replaced meanwhile: half of the one and half of the other would be nobody's table.
 */
export async function downloadTable(
  context: Context,
  id: string,
): Promise<{ fileName: string; content: AsyncGenerator<string> }> {
  const first = await getTable(context, { id, prefix: '', cursor: '', limit: batchSize })
  await record(context.deps.db, context, { action: 'table.export', subject: { id, name: first.name } })
  async function* content() {
    yield byteOrderMark + stringify([first.columns])
    for (let page = first; ; ) {
      if (page.updatedAt !== first.updatedAt) throw new Error('The rows were replaced during the download.')
      yield stringify(page.rows)
      if (page.next === null) return
      page = await getTable(context, { id, prefix: '', cursor: page.next, limit: batchSize })
    }
  }
  return { fileName: `${first.key}.csv`, content: content() }
}
