import { numberNotifyUrl } from '@patchbay/engine/carrier-request'
import { faultOf } from '@patchbay/engine/check-account'
import type { ActiveNumber } from '@patchbay/hoiio/numbers'
import type { Context } from '../context'
import { type ReadActive, readActive } from './read-active'

/** A number and what its forwarding needs of it. */
export type Forwarded = { id: string; e164: string; token: string; accountId: string | null }

/** The columns of a `Forwarded`, for Prisma. */
export const forwardedColumns = { id: true, e164: true, token: true, accountId: true } as const

/** Whether an address at the carrier is this number's own one here, at whatever public address that was set. */
export function leadsHere(address: string, token: string): boolean {
  return (
    URL.canParse(address) && new URL(address).pathname.endsWith(new URL(numberNotifyUrl('http://x', token)).pathname)
  )
}

/**
 * Lets the carrier send these numbers' calls here, and reads from it whether it does. What it was before is kept, to be put back one
 * day. Never rejects for what the carrier does: each number that it did not take gives one sentence.
 */
export async function forwardNumbers(context: Context, numbers: readonly Forwarded[]): Promise<string[]> {
  const warnings: string[] = []
  for (const accountId of new Set(numbers.map((number) => number.accountId))) {
    const own = numbers.filter((number) => number.accountId === accountId)
    warnings.push(...(await forwardOf(context, await readActive(context, accountId), own)))
  }
  return warnings
}

/** The same for numbers of one account that was just asked for its numbers. */
export async function forwardOf(context: Context, read: ReadActive, numbers: readonly Forwarded[]): Promise<string[]> {
  const { deps } = context
  const before = new Map<string, string>()
  const failed = await changeAt(read, numbers, ({ token }, now) => {
    const forwardTo = numberNotifyUrl(deps.publicUrl, token)
    if (now.forwardTo === forwardTo) return null
    if (!leadsHere(now.forwardTo, token)) before.set(now.number, now.forwardTo)
    return forwardTo
  })
  const changed = numbers.filter(({ e164 }) => before.has(e164) && !failed.has(e164))
  if (changed.length > 0)
    await deps.pool.query(
      `UPDATE phone_number n SET forwarding_before = x.address
       FROM unnest($1::uuid[], $2::text[]) AS x (id, address) WHERE n.id = x.id`,
      [changed.map(({ id }) => id), changed.map(({ e164 }) => before.get(e164))],
    )
  await noteForwarding(context, read, numbers)
  return [...failed].map(([e164, fault]) => {
    deps.log.warn({ e164, fault }, 'forwarding could not be set')
    return `Calls to ${e164} may not come here yet: the carrier did not take its forwarding. ${fault}`
  })
}

/**
 * Puts back where the carrier sent these numbers' calls before they were forwarded here; what goes elsewhere by now stays as it is.
 * Gives why it did not for those that it still sends here.
 */
export async function putForwardingBack(
  context: Context,
  accountId: string | null,
  numbers: ReadonlyArray<Forwarded & { forwardingBefore: string | null }>,
): Promise<Map<string, string>> {
  const read = await readActive(context, accountId)
  if (!read.ok) return new Map(numbers.map(({ e164 }) => [e164, read.fault]))
  const here = numbers.filter(({ e164, token }) =>
    read.active.some(({ number, forwardTo }) => number === e164 && leadsHere(forwardTo, token)),
  )
  const failed = await changeAt(read, here, ({ forwardingBefore }) => forwardingBefore ?? '')
  await noteForwarding(context, read, numbers)
  return failed
}

/** Keeps what the carrier said of these numbers' forwarding. One that it does not know is kept as sent to null. */
export async function noteForwarding(
  { deps }: Context,
  read: ReadActive,
  numbers: ReadonlyArray<{ id: string; e164: string }>,
): Promise<void> {
  if (!read.ok) return
  const known = new Map(read.active.map(({ number, forwardTo }) => [number, forwardTo]))
  await deps.pool.query(
    `UPDATE phone_number n SET forwarding_now = x.address, forwarding_checked_at = now()
     FROM unnest($1::uuid[], $2::text[]) AS x (id, address) WHERE n.id = x.id`,
    [numbers.map(({ id }) => id), numbers.map(({ e164 }) => known.get(e164) ?? null)],
  )
}

/**
 * Changes the forwarding of numbers of one account to what `wanted` says (null: it is right), one after the other, since the carrier
 * limits how often it is asked. Then it reads them again into `read`, and gives a sentence for each that is not as it should be.
 */
async function changeAt<N extends Forwarded>(
  read: ReadActive,
  numbers: readonly N[],
  wanted: (number: N, now: ActiveNumber) => string | null,
): Promise<Map<string, string>> {
  if (!read.ok) return new Map(numbers.map(({ e164 }) => [e164, read.fault]))
  const failed = new Map<string, string>()
  const asked = new Map<string, string>()
  for (const number of numbers) {
    const now = read.active.find((entry) => entry.number === number.e164)
    if (!now) {
      failed.set(number.e164, 'The account does not have this number (any more).')
      continue
    }
    const forwardTo = wanted(number, now)
    if (forwardTo === null) continue
    try {
      const result = await read.account.hoiio.numbers.updateForwarding(now, { forwardTo })
      result.orThrow()
      asked.set(number.e164, forwardTo)
    } catch (error) {
      failed.set(number.e164, faultOf(error))
    }
  }
  if (asked.size === 0) return failed
  try {
    read.active = await read.account.hoiio.numbers.getActive()
  } catch (error) {
    for (const [e164] of asked) failed.set(e164, `It could not be checked. ${faultOf(error)}`)
    return failed
  }
  for (const [e164, forwardTo] of asked) {
    const now = read.active.find(({ number }) => number === e164)?.forwardTo
    if (now !== forwardTo) failed.set(e164, `It still sends them ${now ? `to ${now}` : 'nowhere'}.`)
  }
  return failed
}
