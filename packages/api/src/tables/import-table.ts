import { Prisma } from '@patchbay/db/client'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import type { KeyChoice } from './check-rows'
import { importRows } from './import-rows'

export type Imported = { id: string; key: string; name: string; rowCount: number }

/** An import holds a connection for as long as its file takes to come in: these leave enough of them to everybody else. */
const mostImports = 2
let imports = 0
/** In milliseconds; the server breaks off a request long before. */
const patience = { timeout: 120_000, maxWait: 10_000 }

/** Makes a table of a CSV file, or nothing. */
export function createTable(
  context: Context,
  input: KeyChoice & { key: string; name: string },
  source: AsyncIterable<Uint8Array>,
): Promise<Imported> {
  return inTurn(async () => {
    try {
      return await context.deps.db.$transaction((tx) => insertTable(tx, context, input, source), patience)
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error
      throw new UserError(
        'CONFLICT',
        'key-taken',
        `There is a table with the key “${input.key}” already. Choose another key.`,
      )
    }
  })
}

/** Writes a new table within a transaction. Throws a `UserError` where the file can't be one's contents. */
export async function insertTable(
  tx: Prisma.TransactionClient,
  context: Pick<Context, 'workspaceId' | 'person' | 'actor' | 'address'>,
  { key, name, ...choice }: KeyChoice & { key: string; name: string },
  source: AsyncIterable<Uint8Array>,
): Promise<Imported> {
  const { workspaceId, person } = context
  const revision = uuidV7()
  const { id } = await tx.lookupTable.create({
    data: {
      workspaceId,
      key,
      name,
      columns: [],
      keyKind: choice.keyKind,
      rowCount: 0,
      revision,
      updatedBy: person,
    },
    select: { id: true },
  })
  const { columns, rowCount } = await importRows(tx, { tableId: id, revision }, source, choice)
  await tx.lookupTable.update({ where: { id }, data: { columns, rowCount, updatedAt: new Date() } })
  await record(tx, context, { action: 'table.import', subject: { id, name }, after: { rows: rowCount } })
  return { id, key, name, rowCount }
}

/**
 * Replaces all rows of a table by those of a CSV file, in one moment: a call finds either the old rows or the new ones. A file
 * that can't be used changes nothing.
 */
export function replaceRows(
  context: Context,
  { id, ...choice }: KeyChoice & { id: string },
  source: AsyncIterable<Uint8Array>,
): Promise<Imported> {
  const { deps, workspaceId, person } = context
  return inTurn(() =>
    deps.db.$transaction(async (tx) => {
      const before = await tx.lookupTable.findFirst({ where: { id, workspaceId }, select: { rowCount: true } })
      if (!before) throw notFound('table')
      const revision = uuidV7()
      const { columns, rowCount } = await importRows(tx, { tableId: id, revision }, source, choice)
      // From here on the table is locked: of two replacements at once, the later one counts.
      const table = await tx.lookupTable.update({
        where: { id },
        data: { columns, rowCount, revision, keyKind: choice.keyKind, updatedAt: new Date(), updatedBy: person },
        select: { id: true, key: true, name: true },
      })
      await tx.lookupRow.deleteMany({ where: { tableId: id, revision: { not: revision } } })
      const [was, is] = [{ rows: before.rowCount }, { rows: rowCount }]
      await record(tx, context, { action: 'table.import', subject: table, before: was, after: is })
      return { ...table, rowCount }
    }, patience),
  )
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (imports >= mostImports)
    throw new UserError('CONFLICT', 'busy', 'Other tables are being imported at this moment. Try again shortly.')
  imports += 1
  try {
    return await work()
  } finally {
    imports -= 1
  }
}
