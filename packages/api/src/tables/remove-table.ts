import { record } from '../audit/record'
import type { Context } from '../context'
import { whereUsed } from '../flows/where-used'
import { notFound, UserError } from '../user-error'
import { tablePlace } from './table-place'

/** Removes a table and its rows. Refused while a flow names it: its callers would be the first to notice. */
export async function removeTable(context: Context, id: string): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  const table = await deps.db.lookupTable.findFirst({ where: { id, workspaceId }, select: { key: true, name: true } })
  if (!table) throw notFound('table')
  const flows = (await whereUsed(context, tablePlace)).get(table.key) ?? []
  if (flows.length > 0)
    throw new UserError(
      'PRECONDITION_FAILED',
      'in-use',
      `“${table.name}” is used by ${flows.map(({ flowName }) => `“${flowName}”`).join(', ')}. Take it out there first, and publish.`,
      { flows },
    )
  return deps.db.$transaction(async (tx) => {
    const { rowCount } = await tx.lookupTable.delete({ where: { id }, select: { rowCount: true } })
    await record(tx, context, { action: 'table.remove', subject: { id, name: table.name }, before: { rows: rowCount } })
    return { id }
  })
}
