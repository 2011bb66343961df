import type { FlowDocument } from '@patchbay/flow/document'
import { flowFileLimits } from '@patchbay/flow/flow-file'
import { freeName } from '@patchbay/flow/fragment'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { takeDraft } from './take-draft'

/**
 * Makes a new flow of each, all of them or none. No flow that is there is touched: a name that is taken is counted on,
 * “Front desk” becomes “Front desk 2”. Answers them in the order given, as they are called now.
 */
export async function importFlows(
  { deps, workspaceId, person }: Context,
  flows: ReadonlyArray<{ name: string; document: unknown }>,
): Promise<{ flows: Array<{ id: string; name: string }> }> {
  const drafts = flows.map((flow, index) => ({ name: flow.name, draft: take(flow, index) }))
  if (Buffer.byteLength(JSON.stringify(drafts)) > flowFileLimits.bytes)
    throw new UserError(
      'PAYLOAD_TOO_LARGE',
      'too-large',
      'These flows are too large to come in at once. Bring them in with several files.',
    )
  return deps.db.$transaction(async (tx) => {
    const there = await tx.flow.findMany({ where: { workspaceId }, select: { name: true } })
    const taken = new Set(there.map(({ name }) => name))
    const made: Array<{ id: string; name: string }> = []
    for (const { name: wanted, draft } of drafts) {
      const name = freeName(wanted, taken)
      taken.add(name)
      made.push(
        await tx.flow.create({
          data: { workspaceId, name, draft, savedBy: person },
          select: { id: true, name: true },
        }),
      )
    }
    return { flows: made }
  })
}

function take({ name, document }: { name: string; document: unknown }, index: number): FlowDocument {
  try {
    return takeDraft(document)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(error.kind, error.userCode, `Flow ${index + 1}, “${name}”: ${error.message}`, { index })
  }
}
