import type { Context } from '../context'
import { UserError } from '../user-error'
import { changeNumber } from './change-number'

export type Emergency = {
  on: boolean
  message: string
  /** In place of the flow; else before it. */
  instead: boolean
  /** When it ends by itself; null: when somebody ends it. */
  until: Date | null
}

/**
 * Switches a number's emergency message on or off. Callers hear it from the next call on, and no more from `until` on,
 * whether anything is running here then or not.
 */
export async function setEmergency(
  context: Context,
  { numberId, on, message, instead, until }: Emergency & { numberId: string },
): Promise<Emergency> {
  if (on && message === '')
    throw new UserError('BAD_REQUEST', 'no-message', 'Write what callers shall hear, then switch it on.')
  if (on && until !== null && until.getTime() <= Date.now())
    throw new UserError('BAD_REQUEST', 'over-already', 'It would be over already. Choose a later end.')
  await changeNumber(
    context,
    numberId,
    { emergencyOn: on, emergencyMessage: message, emergencyInstead: instead, emergencyUntil: on ? until : null },
    'number.emergency',
  )
  context.deps.engine.numberChanged()
  return { on, message, instead, until: on ? until : null }
}
