import type { CallEvent, LegStatus } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { Outputs } from '../../app/trpc'

type Event = Outputs['calls']['get']['events'][number]

/** One thing that a caller, or the phone at the other end, does: so many milliseconds after the request of that number was made. */
export type Deed = { step: number; during: Command['type']; afterMs: number } & (
  | { do: 'keys'; digits: string }
  | { do: 'leg'; outcome: LegStatus }
  | { do: 'hang-up' }
)

/** How soon another phone is answered, at the latest: when it was, the log does not say where they went on to talk. */
const answersWithin = 3_000

/**
 * What was done by people in a recorded call, in order, to be done again: keys, the end of a message, how another phone was
 * answered, and hanging up. What nobody did (a wait that ran out) is done by nobody again.
 */
export function ringScript(events: readonly Event[]): Deed[] {
  const asked = new Map<number, { command: Command; at: number }>()
  const deeds: Deed[] = []
  let last = 0
  for (const { at, event, trace, commands } of events) {
    if (trace.some(({ type }) => type === 'late')) continue
    const step = 'step' in event ? event.step : last
    const request = asked.get(step)
    if (request) {
      const after = Math.max(0, Date.parse(at) - request.at)
      for (const deed of deedsIn(event, request.command, after))
        deeds.push({ step, during: request.command.type, ...deed })
      const over = trace.find((entry) => entry.type === 'over')
      const byPeople = over?.disposition === 'caller-hung-up' || over?.disposition === 'transferred'
      if (event.type === 'ended' && byPeople)
        deeds.push({ step, during: request.command.type, afterMs: after, do: 'hang-up' })
    }
    for (const { step: number, command } of commands) {
      asked.set(number, { command, at: Date.parse(at) })
      last = number
    }
  }
  return deeds
}

type Done = { afterMs: number } & ({ do: 'keys'; digits: string } | { do: 'leg'; outcome: LegStatus })

function deedsIn(event: CallEvent, command: Command, afterMs: number): Done[] {
  if (event.type !== 'done' && event.type !== 'overdue' && event.type !== 'ended') return []
  const { result } = event
  if (command.type === 'gather' && result.digits) {
    const { maxDigits = 0 } = command
    const whole = maxDigits > 0 && result.digits.length >= maxDigits
    return [{ afterMs, do: 'keys', digits: whole || event.type === 'ended' ? result.digits : `${result.digits}#` }]
  }
  if (command.type === 'record' && event.type === 'done') return [{ afterMs, do: 'keys', digits: '#' }]
  const outcome = command.type === 'dial' ? result.dialStatus : result.transferStatus
  if (outcome === undefined || (command.type === 'transfer' && command.dest.startsWith('room:'))) return []
  return [
    {
      afterMs: outcome === 'answered' && command.type === 'transfer' ? Math.min(afterMs, answersWithin) : afterMs,
      do: 'leg',
      outcome,
    },
  ]
}
