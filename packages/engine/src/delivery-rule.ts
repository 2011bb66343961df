import type { Command, CommandType } from '@patchbay/flow/command'

/**
 * What an attempt to deliver a request came to:
 * - `taken`: the carrier has it, by this attempt or by one before;
 * - `refused`: it will never take it;
 * - `again`: nothing was carried out, so another attempt is harmless;
 * - `unsure`: it may have been carried out.
 */
export type Outcome = 'taken' | 'refused' | 'again' | 'unsure'

/** One attempt's answer. `reached` is false if the request certainly did not get there. */
export type Answer = { status: string; accepted: boolean; reached: boolean }

/**
 * Requests that must not leave twice when it is unsure whether the first was carried out: nothing at the carrier would
 * tell, somebody's phone would ring twice, or two SMS would be paid for. A request over HTTP may be repeated if its method
 * says so. All others belong to a session that runs one block
 * at a time: a second one is refused with `error_session_not_ready` while the first runs.
 */
const once: ReadonlySet<CommandType> = new Set(['dial', 'sms', 'email', 'webhook'])

/** Not carried out, and worth another try. */
const passing = new Set(['error_rate_limit_exceeded'])
/** May have been carried out. */
const doubtful = new Set(['error_internal_server_error', 'timeout', 'unreachable', 'unreadable_answer'])
/** How the carrier says that the request, or one before it, is being carried out. */
const busy = new Set([
  'error_session_not_ready',
  'error_monitor_in_progress',
  // A call that is held takes no other block, so that one that was held twice is told apart by the first of these.
  'error_session_not_on_hold',
])

/** Whether a request may be sent again although an earlier attempt may have been carried out. */
export function mayRepeat(command: Command): boolean {
  if (command.type === 'request') return command.method !== 'POST'
  return !once.has(command.type)
}

/** What an answer means; `doubt` says that an earlier attempt may have been carried out. */
export function outcomeOf(answer: Answer, doubt: boolean): Outcome {
  if (answer.accepted) return 'taken'
  if (!answer.reached || passing.has(answer.status)) return 'again'
  if (doubtful.has(answer.status)) return 'unsure'
  if (busy.has(answer.status)) {
    if (doubt) return 'taken'
    // The carrier told us that the block before was done, and may need a moment to know it everywhere.
    return answer.status === 'error_session_not_ready' ? 'again' : 'refused'
  }
  return 'refused'
}
