import type { Json } from '@patchbay/flow/vars'
import type { Context } from '../context'
import { readStored } from '../flows/read-draft'
import { notFound, UserError } from '../user-error'
import { changeNumber } from './change-number'
import { checkSettings } from './setting-values'

/** What a number gives to the settings of the flow that answers there. It holds from the next call on. */
export async function setSettings(
  context: Context,
  { numberId, settings }: { numberId: string; settings: Record<string, Json> },
): Promise<{ settings: Record<string, Json> }> {
  const { deps, workspaceId } = context
  const number = await deps.db.phoneNumber.findFirst({
    where: { id: numberId, workspaceId, removedAt: null },
    select: { version: { select: { document: true } } },
  })
  if (!number) throw notFound('number')
  if (!number.version)
    throw new UserError('PRECONDITION_FAILED', 'nothing-answers', 'Choose a flow for this number first.')
  const kept = checkSettings(readStored(number.version.document).settings, settings)
  await changeNumber(context, numberId, { settings: kept })
  deps.engine.numberChanged()
  return { settings: kept }
}
