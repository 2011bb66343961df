import { defineBlock } from '@patchbay/flow/block'
import { type Field, text } from '@patchbay/flow/field'
import { sealedMark } from '@patchbay/flow/template'
import { z } from 'zod'

const table: Field<string> = {
  label: 'Table',
  initial: '',
  loose: z.string(),
  strict: z.string().min(1, 'Choose the table to look in.').max(40, 'There is no such table.'),
}

const rowSchema = z.record(z.string(), z.string())

/** Finds a row of one of the workspace's tables by its key. */
export const lookUp = defineBlock({
  type: 'lookup',
  group: 'logic',
  title: 'Look up',
  about: 'Finds a row in one of your tables: an extension, a customer, a blocked caller.',
  waitsForCaller: false,
  fields: {
    table,
    by: {
      ...text({ label: 'Look for', max: 500, required: 'Say what is looked for, such as {{ digits }}.' }),
      sealed: true,
    },
  },
  gives: () => ({ results: { 'row.*': 'a column of the row that was found', found: 'whether it was found' } }),
  refers: ({ table }) => [{ kind: 'table', field: 'table', key: table }],
  exits: () => [
    { name: 'found', label: 'If it is there' },
    { name: 'not-found', label: 'If it is not there' },
  ],
  run: ({ table, by }, event, { fact, renderSealed }) => {
    if (event.type !== 'entered') return { kind: 'stay' }
    const key = renderSealed(by).trim()
    const shown = key.length > 60 ? `${key.slice(0, 59)}…` : key
    const said = key.includes(sealedMark.open) ? 'Something private' : `“${shown}”`
    const row = rowSchema.safeParse(fact({ type: 'row', table, key }))
    return row.success
      ? { kind: 'exit', exit: 'found', result: { row: row.data, found: true }, why: `${said} is in ${table}` }
      : { kind: 'exit', exit: 'not-found', result: { row: {}, found: false }, why: `${said} is not in ${table}` }
  },
})
