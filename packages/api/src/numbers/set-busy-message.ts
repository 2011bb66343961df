import type { Context } from '../context'
import { changeNumber } from './change-number'

/**
 * What a caller hears when there is no room for another call: at most 1,000 characters. Null lets the number ring out.
 * Every process follows it from the next call on.
 */
export async function setBusyMessage(
  context: Context,
  { numberId, message }: { numberId: string; message: string | null },
): Promise<{ busyMessage: string | null }> {
  await changeNumber(context, numberId, { busyMessage: message })
  context.deps.engine.numberChanged()
  return { busyMessage: message }
}
