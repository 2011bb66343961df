import { createToken } from '@patchbay/engine/token'
import { record } from '../audit/record'
import { accountNames } from '../carriers/account-names'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { forwardedColumns, forwardOf, noteForwarding } from './forwarding'
import { readActive } from './read-active'

/**
 * Reads the numbers of the workspace's accounts from the carrier, of all or of one, and adds those that are new here. Forwarding is set
 * for numbers that a flow answers and for those that go nowhere yet; a number that is forwarded elsewhere stays so until a
 * flow is put on it, and one that was removed here stays so until somebody adds it again. An account that can't be asked is a
 * warning if another one can.
 */
export async function syncNumbers(context: Context, accountId?: string): Promise<{ warnings: string[] }> {
  const ids = accountId === undefined ? await context.deps.accounts.idsOf(context.workspaceId) : [accountId]
  if (ids.length === 0)
    throw new UserError('PRECONDITION_FAILED', 'no-account', 'There is no carrier account yet. Add one in Settings.')
  const reads = await Promise.all(ids.map(async (id) => ({ id, read: await readActive(context, id) })))
  const faults = reads.flatMap(({ id, read }) => (read.ok ? [] : [{ id, fault: read.fault }]))
  if (faults.length === reads.length)
    throw new UserError('BAD_GATEWAY', 'carrier', `The numbers could not be read from the carrier. ${faults[0]?.fault}`)
  const names = await accountNames(context)
  const warnings = faults.map(({ id, fault }) => `“${names.get(id)}” could not be asked for its numbers. ${fault}`)

  const numbers = await keep(context, reads)
  for (const { id, read } of reads) {
    if (!read.ok) continue
    const own = numbers.filter((number) => number.accountId === id)
    await noteForwarding(context, read, own)
    const nowhere = new Set(read.active.filter(({ forwardTo }) => forwardTo === '').map(({ number }) => number))
    const ours = own.filter(
      ({ e164, versionId }) =>
        read.active.some(({ number }) => number === e164) && (versionId !== null || nowhere.has(e164)),
    )
    warnings.push(...(await forwardOf(context, read, ours)))
  }
  context.deps.engine.numberChanged()
  return { warnings }
}

type Reads = ReadonlyArray<{ id: string; read: Awaited<ReturnType<typeof readActive>> }>

/**
 * Adds what is new, and gives every number to the account that has it: its own if that still does. Gives the numbers that are not
 * removed.
 */
async function keep(context: Context, reads: Reads) {
  const { deps, workspaceId } = context
  const having = new Map<string, string[]>()
  for (const { id, read } of reads)
    if (read.ok) for (const { number } of read.active) having.set(number, [...(having.get(number) ?? []), id])
  await deps.db.$transaction(async (tx) => {
    const added = await tx.phoneNumber.createManyAndReturn({
      data: [...having].map(([e164, [accountId = null]]) => ({ workspaceId, e164, token: createToken(), accountId })),
      skipDuplicates: true,
      select: { id: true, e164: true },
    })
    for (const { id, e164 } of added) await record(tx, context, { action: 'number.add', subject: { id, name: e164 } })
  })
  const asked = new Set(reads.flatMap(({ id, read }) => (read.ok ? [id] : [])))
  const known = await deps.db.phoneNumber.findMany({
    where: { workspaceId },
    select: { ...forwardedColumns, versionId: true, removedAt: true },
  })
  for (const number of known) {
    const [first] = having.get(number.e164) ?? []
    const { accountId } = number
    const lost = accountId === null || (asked.has(accountId) && !having.get(number.e164)?.includes(accountId))
    if (first === undefined || !lost) continue
    await deps.db.phoneNumber.updateMany({ where: { id: number.id }, data: { accountId: first } })
    number.accountId = first
  }
  return known.filter(({ removedAt }) => removedAt === null)
}
