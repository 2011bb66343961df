import { type CallFilter, callFilterInput } from '../calls/call-filter'
import type { Context } from '../context'
import { UserError } from '../user-error'

/** Whether whoever asks sees callers' numbers, what they pressed and what is known of them. The one question that all masking asks. */
export function seesCallers({ abilities }: Pick<Context, 'abilities'>): boolean {
  return abilities.has('callers')
}

/**
 * What a filter looks at: whether that is callers' data. Whoever may look for it as often as they like finds a number digit by digit,
 * without ever seeing one.
 */
const looksAtCallers: Record<keyof CallFilter, boolean> = {
  from: false,
  to: false,
  numberId: false,
  flowId: false,
  version: false,
  direction: false,
  outcome: false,
  problem: false,
  min: false,
  max: false,
  key: true,
  tag: true,
  caller: true,
  text: true,
  chose: false,
  hour: false,
  transfer: false,
}

/** What may be looked for without seeing callers. */
export const plainFilters: readonly (keyof CallFilter)[] = callFilterInput
  .keyof()
  .options.filter((name) => !looksAtCallers[name])

/** Refuses to look for what may not be seen. */
export function mayLookFor(context: Pick<Context, 'abilities'>, filter: CallFilter): void {
  if (seesCallers(context) || !hasCallers(filter)) return
  throw new UserError(
    'FORBIDDEN',
    'masked',
    'Callers’ data is hidden from you here, so calls can’t be looked for by number, keys, tag or words. Take that away, or ask an owner to let you see callers.',
  )
}

function hasCallers(filter: CallFilter): boolean {
  return callFilterInput.keyof().options.some((name) => looksAtCallers[name] && filter[name] !== undefined)
}
