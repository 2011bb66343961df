import type { Outcome, Transfer } from './call-filters'

const outcomes: Record<Outcome, string> = {
  running: 'on the line',
  completed: 'ended by the flow',
  'caller-hung-up': 'caller hung up',
  transferred: 'transferred',
  'not-answered': 'not answered',
  broken: 'broken',
}

/** How a call ended, in people’s words. */
export function outcomeWords(outcome: Outcome): string {
  return outcomes[outcome]
}

const transfers: Record<Transfer, string> = {
  answered: 'answered',
  unanswered: 'nobody answered',
  busy: 'busy',
  failed: 'failed',
  'given-up': 'caller gave up',
}

/** What became of a transfer, in people’s words. */
export function transferWords(transfer: Transfer): string {
  return transfers[transfer]
}

const problems: ReadonlyMap<string, string> = new Map([
  ['refused', 'the carrier refused'],
  ['overdue', 'the carrier fell silent'],
  ['dead-end', 'a dead end'],
  ['no-start', 'no beginning'],
  ['unknown-block', 'an unknown block'],
  ['too-many', 'went round and round'],
  ['call-over', 'went on after the end'],
  ['flow-missing', 'a flow was missing'],
  ['too-deep', 'flows went too deep'],
  ['too-large', 'too much to keep'],
  ['unable', 'a block was not able'],
])

/** The problems that a call can have, by their codes. */
export const problemCodes: readonly string[] = [...problems.keys()]

/** A problem in people’s words; one that is not known here, as it is. */
export function problemWords(code: string): string {
  return problems.get(code) ?? code.replaceAll('-', ' ')
}
