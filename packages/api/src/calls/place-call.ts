import { blocks } from '@patchbay/blocks/blocks'
import { isE164 } from '@patchbay/flow/field'
import { record } from '../audit/record'
import type { Context } from '../context'
import { readDraft } from '../flows/read-draft'
import { startsWith } from '../flows/summarize-draft'
import { notFound, UserError } from '../user-error'

/** Rings somebody: an outgoing call on the newest published version of a flow. */
export async function placeCall(
  context: Context,
  { flowId, dest, callerId }: { flowId: string; dest?: string | undefined; callerId?: string | undefined },
): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  const flow = await deps.db.flow.findFirst({
    where: { id: flowId, workspaceId },
    select: {
      name: true,
      archivedAt: true,
      versions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, number: true, document: true } },
    },
  })
  if (!flow) throw notFound('flow')
  const [version] = flow.versions
  if (flow.archivedAt || !version)
    throw new UserError(
      'PRECONDITION_FAILED',
      'not-published',
      `“${flow.name}” is ${flow.archivedAt ? 'archived' : 'not published'}: no call can be made with it.`,
    )
  const document = readDraft(version.document)
  if (startsWith(document) !== 'outgoing')
    throw new UserError('PRECONDITION_FAILED', 'not-outgoing', `“${flow.name}” does not begin with “Outgoing call”.`)
  const dial = Object.values(document.nodes).find((node) => node.block === blocks.dial.type)
  const { dest: drawn, callerId: drawnId } = blocks.dial.read(dial?.config ?? {})
  const open = drawn === '' || drawn.includes('{{')
  if (open && dest === undefined)
    throw new UserError('BAD_REQUEST', 'dest-needed', `Say which number “${flow.name}” shall ring.`)
  for (const number of [dest, callerId])
    if (number !== undefined && !isE164(number))
      throw new UserError(
        'BAD_REQUEST',
        'no-number',
        `“${number.slice(0, 40)}” is no phone number. Write it with + and the country code, such as +6561234567.`,
      )
  const placed = await deps.engine.place({
    workspaceId,
    versionId: version.id,
    caller: callerId ?? '',
    called: open ? (dest ?? '') : drawn,
    shows: isE164(drawnId) ? drawnId : (callerId ?? ''),
  })
  if (!placed)
    throw new UserError(
      'PRECONDITION_FAILED',
      'no-account',
      'There is no carrier account to make calls with. Add one in Settings.',
    )
  const { callId } = placed
  await record(deps.db, context, {
    action: 'call.place',
    subject: { id: callId, name: flow.name },
    after: { version: version.number },
  })
  return { id: callId }
}
