import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { safeCell } from '../calls/safe-cell'
import type { Context } from '../context'
import type { AuditFilter } from './audit-filter'
import { type AuditRow, listEntries } from './list-entries'
import { record } from './record'

export type AuditFormat = 'csv' | 'json'

const asked = z.record(z.string(), z.json())
const batch = 500
/** Without it, a spreadsheet takes UTF-8 for something else. */
const byteOrderMark = '\uFEFF'
const names = ['at', 'who', 'kind', 'who_id', 'address', 'action', 'subject', 'subject_id', 'before', 'after']

/**
 * The entries that are asked for, the newest first, piece by piece as they are taken. That somebody took them away is an entry
 * too, and the first one of the file where it is asked for.
 */
export async function exportEntries(
  context: Context,
  { filter, format }: { filter: AuditFilter; format: AuditFormat },
): Promise<{ fileName: string; type: string; content: AsyncGenerator<string> }> {
  const { text, ...narrowing } = filter
  // Whatever somebody looked for may be a caller's number.
  const after = { format, ...asked.parse(narrowing), ...(text === undefined ? {} : { text: '…' }) }
  await record(context.deps.db, context, { action: 'audit.export', after })
  const { type, begin, write, end } = formats[format]
  async function* content() {
    yield begin
    let first = true
    let cursor: string | undefined
    for (;;) {
      const { entries, next } = await listEntries(context, { cursor, limit: batch, filter })
      if (entries.length > 0) yield write(entries, first)
      first &&= entries.length === 0
      if (next === null) break
      cursor = next
    }
    yield end
  }
  return { fileName: `audit-${new Date().toISOString().slice(0, 10)}.${format}`, type, content: content() }
}

/** `first`: nothing was written before. JSON is one array, each entry on a line of its own. */
const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    begin: `${byteOrderMark}${names.join(',')}\n`,
    write: (entries: readonly AuditRow[], _first: boolean) =>
      stringify(
        entries.map(({ at, actor, address, action, subject, before, after }) =>
          [at, actor.name, actor.kind, actor.id, address, action, subject.name, subject.id, before, after].map(
            (value) => (value === null ? '' : safeCell(typeof value === 'string' ? value : JSON.stringify(value))),
          ),
        ),
      ),
    end: '',
  },
  json: {
    type: 'application/json; charset=utf-8',
    begin: '[\n',
    write: (entries: readonly AuditRow[], first: boolean) =>
      (first ? '' : ',\n') + entries.map((entry) => JSON.stringify(entry)).join(',\n'),
    end: '\n]\n',
  },
}
