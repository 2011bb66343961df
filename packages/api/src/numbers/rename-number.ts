import type { Context } from '../context'
import { changeNumber } from './change-number'

/** Gives a number a label for people. */
export async function renameNumber(
  context: Context,
  { numberId, label }: { numberId: string; label: string },
): Promise<{ label: string }> {
  await changeNumber(context, numberId, { label })
  return { label }
}
