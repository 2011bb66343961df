import type { Context } from '../context'
import { notFound } from '../user-error'

/**
 * How long a number's calls and the addresses of its recordings are kept, in days: null is as Settings say, 0 is for ever (of
 * recordings: as long as the call). What is too old goes within the hour.
 */
export async function setKeeping(
  { deps, workspaceId }: Context,
  { numberId, calls, recordings }: { numberId: string; calls: number | null; recordings: number | null },
): Promise<{ calls: number | null; recordings: number | null }> {
  const { count } = await deps.db.phoneNumber.updateMany({
    where: { id: numberId, workspaceId, removedAt: null },
    data: { keepDays: calls, recordingKeepDays: recordings },
  })
  if (count === 0) throw notFound('number')
  return { calls, recordings }
}
