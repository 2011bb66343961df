import type { Context } from '../context'
import { changeNumber } from './change-number'

/**
 * How long a number's calls and the addresses of its recordings are kept, in days: null is as Settings say, 0 is for ever (of
 * recordings: as long as the call). What is too old goes within the hour.
 */
export async function setKeeping(
  context: Context,
  { numberId, calls, recordings }: { numberId: string; calls: number | null; recordings: number | null },
): Promise<{ calls: number | null; recordings: number | null }> {
  await changeNumber(context, numberId, { keepDays: calls, recordingKeepDays: recordings })
  return { calls, recordings }
}
