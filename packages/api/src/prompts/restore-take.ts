import { createToken } from '@patchbay/engine/token'
import type { Context } from '../context'
import { notFound } from '../user-error'
import { beginTake } from './begin-take'

/** Has a take of the history heard again, as a new one beside it: the history stays as it was. */
export async function restoreTake(context: Context, takeId: string): Promise<{ takeId: string }> {
  const { deps, workspaceId } = context
  const take = await deps.db.promptTake.findFirst({ where: { id: takeId, prompt: { workspaceId } } })
  if (!take) throw notFound('take')
  const { promptId, language, kind, text, gender, storageKey, mime, bytes, milliseconds } = take
  const token = take.token === null ? null : createToken()
  const content = { kind, text, gender, storageKey, mime, bytes, milliseconds, token }
  return beginTake(context, { id: promptId, language }, content)
}
