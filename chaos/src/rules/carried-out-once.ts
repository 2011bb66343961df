import {
  type CarrierCall,
  type CarrierRequest,
  dialledNumber,
  requestsOf,
  wallTime,
  wasCarriedOut,
} from '../record/carrier-record'
import { readNotifyAddress } from '../record/notify-address'
import type { StoredCall } from '../record/stored-record'

import type { Evidence, Rule, Violation } from './evidence'
import { groupBy } from './group-by'

const commandOf = new Map([
  ['ivr/start/dial', 'dial'],
  ['ivr/middle/play', 'play'],
  ['ivr/middle/gather', 'gather'],
  ['ivr/middle/record', 'record'],
  ['ivr/middle/monitor', 'monitor'],
  ['ivr/end/transfer', 'transfer'],
  ['ivr/end/hangup', 'hangup'],
])

/**
 * Nobody hears a block twice for the same step, unless an answer was lost or a server died in between; nobody's phone is
 * rung twice and no SMS is sent twice at all; and nothing is asked of the carrier that is not stored.
 */
export const carriedOutOnce: Rule = (evidence) => [
  ...evidence.carrier.flatMap((call) => blocksTwice(call, evidence)),
  ...dialsTwice(evidence),
  ...evidence.stored.flatMap((call) => smsTwice(call, evidence)),
  ...notStored(evidence),
]

function blocksTwice(call: CarrierCall, evidence: Evidence): Violation[] {
  const steps = groupBy(requestsOf(call), ({ params }) => params.notify_url ?? '')
  return [...steps].flatMap(([url, asked]): Violation[] => {
    const address = readNotifyAddress(url)
    if (address === null || address.step === null) return []
    return asked.flatMap((second, i): Violation[] => {
      const before = asked.slice(0, i)
      if (!wasCarriedOut(second) || !before.some(wasCarriedOut)) return []
      if (second.path !== 'ivr/start/dial' && isExcused(call, before, second, evidence)) return []
      const what = `${second.path} was carried out twice for step ${address.step}.`
      return [{ rule: 'once', session: call.session, callId: idOf(address.token, evidence), what }]
    })
  })
}

/** A lost answer or a dead server leaves nobody who knows that the block had begun. */
function isExcused(call: CarrierCall, before: CarrierRequest[], second: CarrierRequest, evidence: Evidence): boolean {
  if (before.some(({ answer }) => answer !== undefined && answer !== 'sent')) return true
  const times = before.filter(wasCarriedOut).map(({ at }) => wallTime(call, at, evidence.speed))
  const from = Math.min(...times) - 50
  const to = wallTime(call, second.at, evidence.speed)
  return evidence.kills.some((kill) => kill >= from && kill <= to)
}

/** Every outgoing call of a run rings a number that no other call rings. */
function dialsTwice({ carrier }: Evidence): Violation[] {
  const rung = groupBy(
    carrier.filter((call) => call.direction === 'outgoing'),
    (call) => dialledNumber(call),
  )
  return [...rung].flatMap(([dest, calls]): Violation[] =>
    calls.slice(1).map((call) => ({
      rule: 'once',
      session: call.session,
      callId: null,
      what: `${dest} was rung ${calls.length} times.`,
    })),
  )
}

/** The texts of this run name the caller, or go to a number that only one call rings. */
function smsTwice(call: StoredCall, { sms }: Evidence): Violation[] {
  const asked = groupBy(smsCommands(call), ({ dest, msg }) => `${dest} ${msg}`)
  return [...asked].flatMap(([text, commands]): Violation[] => {
    const sent = sms.filter(({ dest, msg }) => `${dest} ${msg}` === text).length
    if (sent <= commands.length) return []
    const what = `An SMS was sent ${sent} times for ${commands.length} steps: ${text}`
    return [{ rule: 'once', session: call.session, callId: call.id, what }]
  })
}

function smsCommands(call: StoredCall): { dest: string; msg: string }[] {
  return call.events.flatMap(({ commands }) =>
    commands.flatMap(({ command: { type, dest = '', msg = '' } }) => (type === 'sms' ? [{ dest, msg }] : [])),
  )
}

/** What is asked of the carrier has been committed: a crash right after would otherwise forget it. */
function notStored(evidence: Evidence): Violation[] {
  const byToken = new Map(evidence.stored.map((call) => [call.token, call]))
  const requests = evidence.carrier.flatMap((call) =>
    requestsOf(call).flatMap((asked): Violation[] => {
      const address = readNotifyAddress(asked.params.notify_url)
      const type = commandOf.get(asked.path)
      if (address === null || address.step === null || type === undefined) return []
      const stored = byToken.get(address.token)
      if (!stored && !evidence.whole) return []
      const committed = stored?.events
        .flatMap(({ commands }) => commands)
        .some(({ step, command }) => step === address.step && command.type === type)
      if (committed) return []
      const what = `${asked.path} was asked for as step ${address.step}, and no such command is stored.`
      return [{ rule: 'once', session: call.session, callId: stored?.id ?? null, what }]
    }),
  )
  if (!evidence.whole) return requests
  const texts = new Set(evidence.stored.flatMap(smsCommands).map(({ dest, msg }) => `${dest} ${msg}`))
  const unknown = evidence.sms.filter(({ dest, msg }) => !texts.has(`${dest} ${msg}`))
  return [
    ...requests,
    ...unknown.map(
      ({ dest, msg }): Violation => ({
        rule: 'once',
        session: null,
        callId: null,
        what: `An SMS was sent that no step had asked for: ${dest} ${msg}`,
      }),
    ),
  ]
}

function idOf(token: string, { stored }: Evidence): string | null {
  return stored.find((call) => call.token === token)?.id ?? null
}
