import type { Context } from '../context'
import { notFound } from '../user-error'
import { endTake, heardNow, noteHeard, type Spot } from './begin-take'

/** Has nothing heard in a language any more. Its history stays, and any of it can be brought back. */
export async function removeLanguage(context: Context, spot: Spot): Promise<Spot> {
  const { deps, workspaceId } = context
  await deps.db.$transaction(async (tx) => {
    const before = await heardNow(tx, spot)
    if ((await endTake(tx, workspaceId, spot)) === 0) throw notFound('take')
    await noteHeard(tx, context, spot, { before, after: null })
  })
  return spot
}
