import type { Credentials } from '@patchbay/engine/accounts'
import { checkAccount } from '@patchbay/engine/check-account'
import { adoptAccount } from './carriers/adopt-account'
import { type Context, type House, systemContext } from './context'
import { createFlow } from './flows/create-flow'
import { getFlow } from './flows/get-flow'
import { publishFlow } from './flows/publish-flow'
import type { TemplateId } from './flows/templates'
import { syncNumbers } from './numbers/sync-numbers'

export type Demo = {
  workspaceId: string
  /** A number that a flow answers, in E.164: the one to ring first. Null if there is none. */
  demoNumber: string | null
}

/**
 * Makes sure that there is a workspace, with something to look at in it the first time. Every start may call it: it also
 * reads the carrier's numbers and sets their forwarding again, which a carrier that restarted has forgotten. `account` is the one that
 * the environment names. A carrier that can't be reached is logged and leaves the numbers as they were.
 */
export async function seedDemo(house: House, account: Credentials): Promise<Demo> {
  const { db, log } = house
  const known = await db.workspace.findFirst({ orderBy: { createdAt: 'asc' }, select: { id: true } })
  const workspace =
    known ?? (await db.workspace.create({ data: { name: 'My workspace', slug: 'my-workspace' }, select: { id: true } }))
  const context = systemContext(house, workspace.id)
  const { id } = await adoptAccount(context, account)
  checkAccount(house, id).catch((error: unknown) =>
    log.warn({ err: error }, 'the carrier account could not be checked'),
  )
  try {
    const { warnings } = await syncNumbers(context)
    for (const warning of warnings) log.warn(warning)
  } catch (error) {
    log.warn({ err: error }, 'the numbers are as they were: the carrier did not answer')
  }
  if (!known) await seedFlows(context)
  const answered = await db.phoneNumber.findFirst({
    where: { workspaceId: workspace.id, versionId: { not: null }, account: { fromEnvironment: true } },
    orderBy: { e164: 'asc' },
    select: { e164: true },
  })
  return { workspaceId: workspace.id, demoNumber: answered?.e164 ?? null }
}

/** A menu that answers the first number, an outgoing call that can be placed, and a draft to play with. */
async function seedFlows(context: Context): Promise<void> {
  const number = await context.deps.db.phoneNumber.findFirst({
    where: { workspaceId: context.workspaceId, removedAt: null },
    orderBy: { e164: 'asc' },
    select: { id: true },
  })
  await seedFlow(context, 'Company directory', 'company-directory', null)
  await seedFlow(context, 'Booking confirmation', 'booking-confirmation', [])
  await seedFlow(context, 'Front desk', 'auto-attendant', number ? [number.id] : [])
}

async function seedFlow(
  context: Context,
  name: string,
  from: TemplateId,
  publishOn: readonly string[] | null,
): Promise<void> {
  const { id } = await createFlow(context, { name, from })
  if (publishOn === null) return
  const { revision } = await getFlow(context, id)
  await publishFlow(context, { id, revision, numberIds: publishOn, note: '' })
}
