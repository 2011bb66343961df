import type { Rule, Violation } from './evidence'

/** How long after its deadline an orphan may be left alone. */
const orphanMs = 60_000

/** Every call is over, or somebody will look after it in time. */
export const deadlines: Rule = ({ stored, readAt }) =>
  stored.flatMap((call): Violation[] => {
    const violation = (what: string): Violation[] => [
      { rule: 'deadline', session: call.session, callId: call.id, what },
    ]
    if (!call.open) return call.phase === 'over' ? [] : violation(`It is ${call.phase}, and nobody looks after it.`)
    if (call.due_at === null) return violation(`It is open (${call.phase}), and has no deadline.`)
    const late = readAt - call.due_at.getTime()
    return late > orphanMs ? violation(`Its deadline passed ${Math.round(late / 1_000)} s ago.`) : []
  })

/** At the end of all: nothing is open any more, and what the carrier has ended is over here. */
export const allSettled: Rule = ({ stored, carrier }) => {
  const ended = new Set(carrier.flatMap((call) => (call.state === 'ended' ? [call.session] : [])))
  return stored.flatMap((call): Violation[] => {
    if (call.phase === 'over' && !call.open) return []
    const there = call.session !== null && ended.has(call.session) ? 'has ended at the carrier' : 'goes on'
    const what = `It ${there}, and is still ${call.phase}${call.open ? ' and open' : ''}.`
    return [{ rule: 'deadline', session: call.session, callId: call.id, what }]
  })
}
