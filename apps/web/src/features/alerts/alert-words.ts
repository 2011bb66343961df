import type { Outputs } from '../../app/trpc'
import { refusalWords, remedyFor } from '../calls/refusal'

export type Alert = Outputs['alerts']['list'][number]

/** What an alert says to people: what happened, and what can be done about it. */
export function alertWords({ code, message, flow, block }: Alert): { title: string; advice: string } {
  const name = flow ? `“${flow.name}”` : 'A flow'
  switch (code) {
    case 'broken-step':
      return {
        title: block ? `${name} broke at “${block}”` : `${name} broke`,
        advice: `${message} Mend it and publish the flow again; calls under way stay on their version.`,
      }
    case 'carrier-refuses':
      return {
        title: 'The carrier refused what a call asked for',
        advice: `It said: ${refusalWords(refusal(message))}. ${remedyFor(refusal(message))}`,
      }
    case 'failing-number':
      return { title: 'Calls to a number fail more often than usual', advice: message }
    case 'low-balance':
      return {
        title: 'The balance at the carrier is low',
        advice: `${message} When it is used up, calls end where the carrier is asked for anything.`,
      }
    case 'too-many':
      return {
        title: `${name} went round and round`,
        advice: 'The call was stopped there. Look for blocks that lead back to each other without an end.',
      }
    case 'carrier-away':
      return {
        title: 'The carrier does not answer',
        advice:
          'What calls needed was tried several times, then given up. Ask the carrier whether something is wrong there.',
      }
    case 'overdue':
      return {
        title: flow ? `The carrier fell silent in ${name}` : 'The carrier fell silent',
        advice: 'It never said what became of a block, so the call was settled without it. The call’s log shows where.',
      }
    case 'shed':
      return {
        title: 'New calls were turned away',
        advice: `${reason(message)} Calls under way went on as usual.`,
      }
    default:
      return { title: message, advice: '' }
  }
}

/** “The carrier refused what a call asked for: error_insufficient_credit.” */
function refusal(message: string): string {
  return message
    .slice(message.lastIndexOf(':') + 1)
    .replace(/\.$/, '')
    .trim()
}

/** The engine says why after a colon: “New calls were turned away: the server had too much to do.” */
function reason(message: string): string {
  const why = message.slice(message.indexOf(':') + 1).trim()
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}`
}

/** The kinds, as Settings list them. */
export const alertKinds = [
  { code: 'broken-step', label: 'A flow breaks' },
  { code: 'too-many', label: 'A flow goes round and round' },
  { code: 'carrier-refuses', label: 'The carrier refuses something' },
  { code: 'carrier-away', label: 'The carrier does not answer' },
  { code: 'overdue', label: 'The carrier falls silent during a call' },
  { code: 'shed', label: 'Calls are turned away' },
  { code: 'failing-number', label: 'A number fails more often than usual' },
  { code: 'low-balance', label: 'The balance is low' },
] as const

/** “Once, 14:02”, “12 times since 3 Nov 09:10, last 14:02”. `write` puts an ISO 8601 time into words. */
export function howOften({ count, firstAt, lastAt }: Alert, write: (iso: string) => string): string {
  if (count === 1) return `Once, ${write(lastAt)}`
  const [first, last] = [write(firstAt), write(lastAt)]
  return first === last
    ? `${count.toLocaleString()} times, ${last}`
    : `${count.toLocaleString()} times since ${first}, last ${last}`
}
