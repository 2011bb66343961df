import type { Context } from '../context'
import { notFound } from '../user-error'
import { endTake, type Spot } from './begin-take'

/** Has nothing heard in a language any more. Its history stays, and any of it can be brought back. */
export async function removeLanguage({ deps, workspaceId }: Context, spot: Spot): Promise<Spot> {
  await deps.db.$transaction(async (tx) => {
    if ((await endTake(tx, workspaceId, spot)) === 0) throw notFound('take')
  })
  return spot
}
