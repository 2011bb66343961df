import { record } from '../audit/record'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { findNumber } from './find-number'
import { forwardNumbers, leadsHere, noteForwarding } from './forwarding'
import { readActive } from './read-active'

/**
 * Where the carrier sends a number's calls: `here`, `elsewhere` or `nowhere`; `unknown`: its account does not have it (any more), or
 * was not asked yet.
 */
export type ForwardingState = 'here' | 'elsewhere' | 'nowhere' | 'unknown'

/** What an address at the carrier means for a number; null: the carrier has no such number. */
export function forwardingState(address: string | null, token: string): ForwardingState {
  if (address === null) return 'unknown'
  if (address === '') return 'nowhere'
  return leadsHere(address, token) ? 'here' : 'elsewhere'
}

/** Reads from the carrier where it sends a number's calls. Changes nothing there. */
export async function verifyForwarding(context: Context, numberId: string): Promise<{ state: ForwardingState }> {
  const number = await findNumber(context, numberId)
  const read = await readActive(context, number.accountId)
  if (!read.ok) throw new UserError('BAD_GATEWAY', 'carrier', `It could not be verified. ${read.fault}`)
  await noteForwarding(context, read, [number])
  const address = read.active.find((entry) => entry.number === number.e164)?.forwardTo ?? null
  return { state: forwardingState(address, number.token) }
}

/** Lets the carrier send a number's calls here, and verifies that it does. */
export async function setForwarding(context: Context, numberId: string): Promise<{ e164: string }> {
  const number = await findNumber(context, numberId)
  const [fault] = await forwardNumbers(context, [number])
  if (fault !== undefined) throw new UserError('BAD_GATEWAY', 'forwarding', fault)
  await record(context.deps.db, context, { action: 'number.forward', subject: { id: numberId, name: number.e164 } })
  return { e164: number.e164 }
}
