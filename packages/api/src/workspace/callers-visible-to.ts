import { z } from 'zod'
import { record } from '../audit/record'
import type { Context } from '../context'
import { type CallersRole, callersRoleInput } from '../roles'

const select = { callersVisibleTo: true } as const
const stored = z.array(callersRoleInput)

/** The roles that see callers' data here, beside owners. */
export async function readCallersVisibleTo({ deps, workspaceId }: Context): Promise<CallersRole[]> {
  const row = await deps.db.workspace.findFirstOrThrow({ where: { id: workspaceId }, select })
  return stored.parse(row.callersVisibleTo)
}

/** Settles which of them do, from their next request on. */
export async function setCallersVisibleTo(context: Context, roles: readonly CallersRole[]): Promise<CallersRole[]> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    const before = await tx.workspace.findFirstOrThrow({ where: { id: workspaceId }, select })
    const callersVisibleTo = callersRoleInput.options.filter((role) => roles.includes(role))
    const after = await tx.workspace.update({ where: { id: workspaceId }, data: { callersVisibleTo }, select })
    if (before.callersVisibleTo.join() !== after.callersVisibleTo.join())
      await record(tx, context, { action: 'settings.change', before, after })
    return callersVisibleTo
  })
}
