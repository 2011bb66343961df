import { flowFileLimits, type NamedFlow } from '@patchbay/flow/flow-file'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import { readDraft } from './read-draft'

/** Flows' drafts with their names, as a file holds them: by name, so that the same flows always come in the same order. */
export async function exportFlows(
  { deps, workspaceId }: Context,
  ids: readonly string[],
): Promise<{ flows: NamedFlow[] }> {
  const wanted = [...new Set(ids)]
  if (wanted.length > 1) await refuseTooMuch(deps.db, wanted)
  const flows = await deps.db.flow.findMany({
    where: { id: { in: wanted }, workspaceId },
    select: { id: true, name: true, draft: true },
  })
  if (flows.length !== wanted.length) throw notFound('flow')
  // By characters' codes, not by a language's rules: those differ between machines.
  const key = (flow: { id: string; name: string }) => `${flow.name}\n${flow.id}`
  const sorted = flows.sort((one, other) => (key(one) < key(other) ? -1 : 1))
  return { flows: sorted.map(({ name, draft }) => ({ name, document: readDraft(draft) })) }
}

/** What can't be brought in at once is not written at once either. PostgreSQL writes JSON with spaces, so it is no less. */
async function refuseTooMuch(db: Context['deps']['db'], ids: readonly string[]): Promise<void> {
  const [sum] = await db.$queryRaw<Array<{ bytes: bigint }>>`
    SELECT coalesce(sum(octet_length(draft::text)), 0)::bigint AS bytes FROM flow WHERE id = ANY(${ids}::uuid[])`
  if (sum && sum.bytes > flowFileLimits.bytes)
    throw new UserError(
      'PAYLOAD_TOO_LARGE',
      'too-large',
      'These flows are too large for one file. Choose fewer, and export them in several.',
    )
}
