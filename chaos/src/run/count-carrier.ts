import { type CarrierCall, notificationsOf, requestsOf } from '../record/carrier-record'
import { wasGivenUp } from '../rules/dead-air'
import type { Evidence } from '../rules/evidence'

/** What the carrier's record says of a whole run. */
export type CarrierCount = {
  calls: number
  stored: number
  events: number
  sms: number
  notifications: number
  taken: number
  dropped: number
  doubled: number
  requests: number
  /** Answered HTTP 500, never answered, and refused for no fault of the request. */
  failed: number
  unanswered: number
  refused: number
  /** Blocks that ran a second time because nobody could know of the first. */
  repeated: number
  givenUp: number
}

export function countCarrier({ carrier, stored, sms }: Evidence): CarrierCount {
  const told = carrier.flatMap(notificationsOf)
  const asked = carrier.flatMap(requestsOf)
  return {
    calls: carrier.length,
    stored: stored.length,
    events: stored.reduce((sum, { events }) => sum + events.length, 0),
    sms: sms.length,
    notifications: told.filter(({ reply }) => reply !== 'dropped').length,
    taken: told.filter(({ reply }) => reply === 200).length,
    dropped: told.filter(({ reply }) => reply === 'dropped').length,
    doubled: carrier.reduce((sum, call) => sum + doubledOf(call), 0),
    requests: asked.length,
    failed: asked.filter(({ answer }) => answer === '500').length,
    unanswered: asked.filter(({ answer }) => answer === 'none').length,
    refused: asked.filter(({ status }) => /rate_limit|internal_server/.test(status)).length,
    repeated: carrier.reduce((sum, call) => sum + repeatedOf(call), 0),
    givenUp: stored.filter(wasGivenUp).length,
  }
}

function doubledOf(call: CarrierCall): number {
  const told = notificationsOf(call).map(({ url, body }) => JSON.stringify([url, body]))
  return told.length - new Set(told).size
}

function repeatedOf(call: CarrierCall): number {
  const ran = requestsOf(call).flatMap(({ params, carriedOut, status }) =>
    (carriedOut ?? status === 'success_ok') && params.notify_url ? [params.notify_url] : [],
  )
  return ran.length - new Set(ran).size
}
