import type { PlannedCaller } from '../plan/plan-round'
import type { Act, Carrier } from './carrier'
import { type CallView, watchCarrier } from './carrier-events'

/** Who hangs up in the end, whatever the plan says: nobody stays for ever in a call that nobody ends. */
const lastPatience = 2_500

type Person = {
  plan: PlannedCaller
  keys: string[]
  outcomes: PlannedCaller['outcomes']
  running: string | null
  leg: CallView['leg']
  timers: NodeJS.Timeout[]
}

export type Telephones = {
  /** Somebody picks up a telephone with a plan. `who` is the session, or for an outgoing call the number that is rung. */
  expect: (who: string, plan: PlannedCaller) => void
  /** How many are still on the line. */
  busy: () => number
  close: () => void
}

/**
 * The people at the other end: they do what their plans say whenever a block that listens to them begins, and hang up
 * when their patience is at its end.
 */
export async function openTelephones(carrier: Carrier, failed: (error: unknown) => void): Promise<Telephones> {
  const waiting = new Map<string, PlannedCaller>()
  const people = new Map<string, Person>()
  const seen = new Map<string, CallView>()

  const act = (session: string, what: Act) => carrier.act(session, what).catch(failed)
  const soon = (person: Person, ms: number, work: () => void) => person.timers.push(setTimeout(work, ms))

  function pickUp(session: string, plan: PlannedCaller): Person {
    const person: Person = {
      plan,
      keys: [...plan.keys],
      outcomes: [...plan.outcomes],
      running: null,
      leg: null,
      timers: [],
    }
    people.set(session, person)
    const hangUp = () => void act(session, { what: 'hangup', body: { party: 'caller' } })
    soon(person, plan.patience, hangUp)
    soon(person, plan.patience + lastPatience, hangUp)
    return person
  }

  function changed(call: CallView): void {
    const { session } = call
    let person = people.get(session)
    if (!person) {
      const plan = waiting.get(session) ?? waiting.get(call.dest ?? '')
      if (!plan) {
        if (call.direction === 'incoming') seen.set(session, call)
        return
      }
      waiting.delete(session)
      waiting.delete(call.dest ?? '')
      person = pickUp(session, plan)
    }
    if (call.state === 'ended') return leave(session, person)
    if (call.running !== person.running) {
      person.running = call.running
      blockBegan(session, person)
    }
    if (call.leg !== person.leg) {
      person.leg = call.leg
      legChanged(session, person)
    }
  }

  function blockBegan(session: string, person: Person): void {
    const { thinks } = person.plan
    if (person.running === 'gather') {
      const digits = person.keys.shift()
      if (digits !== undefined) soon(person, thinks, () => void act(session, { what: 'keys', body: { digits } }))
    }
    if (person.running === 'record')
      soon(person, thinks + 150, () => void act(session, { what: 'keys', body: { digits: '#' } }))
  }

  function legChanged(session: string, person: Person): void {
    const { thinks } = person.plan
    if (person.leg === 'ringing') {
      const outcome = person.outcomes.shift() ?? 'answered'
      soon(person, thinks, () => void act(session, { what: 'leg', body: { outcome } }))
    }
    if (person.leg === 'answered' && person.running === 'transfer')
      soon(person, thinks * 2, () => void act(session, { what: 'hangup', body: { party: 'dest' } }))
  }

  function leave(session: string, person: Person): void {
    for (const timer of person.timers) clearTimeout(timer)
    people.delete(session)
  }

  const stop = await watchCarrier(carrier.url, changed, failed)
  return {
    expect: (who, plan) => {
      waiting.set(who, plan)
      const already = seen.get(who)
      seen.delete(who)
      if (already) changed(already)
    },
    busy: () => people.size,
    close: () => {
      stop()
      for (const [session, person] of people) leave(session, person)
    },
  }
}
