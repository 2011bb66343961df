import { newCall } from '@patchbay/flow/call'
import type { Notification } from '@patchbay/hoiio/notification'
import { parseNotification } from '@patchbay/hoiio/notification'
import { verifySignature } from '@patchbay/hoiio/signature'
import type { CallRecord, NumberRecord } from './call-record'
import type { CallStore } from './call-store'
import { endedEvent, eventOf } from './event-of'
import type { Mover } from './mover'

/** What the carrier sent, before anything of it is believed. */
export type IncomingNotification = {
  /** The secret part of the address. */
  token: string
  /** The address's query parameters. */
  query: Record<string, string>
  /** The body, byte for byte: the signature is made over it. */
  rawBody: Buffer
  /** The `X-Hoiio-Signature` header. */
  signature: string | undefined
}

/** What to answer: `message` is a sentence for whoever looks at the traffic; the carrier ignores it. */
export type Reply = { status: 200 | 400 | 401 | 404; message: string }

const taken: Reply = { status: 200, message: 'Taken.' }
const nothing: Reply = { status: 200, message: 'Nothing to do.' }
const unknown: Reply = { status: 404, message: 'Nobody has this address.' }

const tokenForm = /^[A-Za-z0-9_-]{20,64}$/

/**
 * Takes one notification: whose is it, is it really the carrier's, what does it say. Whatever is wrong with it changes
 * nothing. Rejects only if the database can't be reached.
 */
export function createReceiver(deps: { store: CallStore; mover: Mover; accessToken: string }) {
  const { store, mover } = deps

  return async ({ token, query, rawBody, signature }: IncomingNotification): Promise<Reply> => {
    if (!tokenForm.test(token)) return unknown
    const parsed = parseNotification(rawBody, query)
    const session = parsed.ok ? parsed.notification.session : ''
    // Addresses of calls carry a step, those of numbers do not: look first where it will be found.
    const call = query.step === undefined ? null : await store.callByToken(token)
    const number = call ? null : await store.numberByToken(token, session)
    const found = call ?? number ?? (query.step === undefined ? await store.callByToken(token) : null)
    if (!found) return unknown
    if (!verifySignature(deps.accessToken, rawBody, signature))
      return { status: 401, message: 'The signature is not the carrier’s.' }
    if (!parsed.ok) return { status: 400, message: parsed.reason }
    return isNumber(found) ? toNumber(found, parsed.notification) : toCall(found, parsed.notification)
  }

  async function toCall(call: CallRecord, notification: Notification): Promise<Reply> {
    if (call.session !== null && call.session !== notification.session)
      return { status: 404, message: 'This address belongs to another session.' }
    const happened = eventOf(notification)
    if (!happened) return nothing
    const ids = { session: notification.session, txnRef: notification.txnRef }
    return (await mover.move(call, happened, ids)) ? taken : nothing
  }

  async function toNumber(number: NumberRecord, notification: Notification): Promise<Reply> {
    if (number.call) {
      if (notification.callState !== 'ended') return nothing
      return (await mover.move(number.call, endedEvent(notification), {})) ? taken : nothing
    }
    if (notification.callState !== 'ringing') return nothing
    const ids = { session: notification.session, txnRef: notification.txnRef }
    if (number.versionId === null) {
      mover.reject(notification.session)
      return { status: 200, message: 'No flow answers this number: the call is rejected.' }
    }
    const call = newCall('incoming', notification.from ?? '', notification.to ?? '')
    const owner = { workspaceId: number.workspaceId, versionId: number.versionId, numberId: number.id }
    return (await mover.begin(owner, call, ids)) ? taken : nothing
  }
}

function isNumber(found: CallRecord | NumberRecord): found is NumberRecord {
  return 'call' in found
}
