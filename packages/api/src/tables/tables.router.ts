import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { may, router } from '../trpc'
import { getTable } from './get-table'
import { listTables } from './list-tables'
import { removeTable } from './remove-table'
import { renameTable } from './rename-table'
import { tableLimits } from './table-limits'

const startOfKey = z
  .string()
  .max(tableLimits.key, 'No key is that long.')
  .regex(/^[^\p{Surrogate}\0]*$/u, 'Use no invisible characters.')

/** Contents come and go as files, beside these: see the server's `table-files.ts`. */
export const tablesRouter = router({
  /** The workspace’s tables. */
  list: may.look.query(({ ctx }) => listTables(ctx)),

  /** A table’s rows by their keys, page by page. */
  get: may.hear
    .input(
      z.strictObject({
        id: idInput,
        prefix: startOfKey.default(''),
        cursor: startOfKey.nullish(),
        limit: z.int().min(1).max(500).default(100),
        /** Set by tRPC's infinite queries. */
        direction: z.enum(['forward', 'backward']).optional(),
      }),
    )
    .query(({ ctx, input: { id, prefix, cursor, limit } }) =>
      getTable(ctx, { id, prefix, cursor: cursor ?? '', limit }),
    ),

  /** Renames a table. Its key stays. */
  rename: may.draw
    .input(z.strictObject({ id: idInput, name: nameInput }))
    .mutation(({ ctx, input }) => renameTable(ctx, input)),

  /** Removes a table. Refused while a flow names it. */
  remove: may.draw.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removeTable(ctx, input.id)),
})
