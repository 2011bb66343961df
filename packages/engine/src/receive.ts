import type { Span } from '@opentelemetry/api'
import { newCall } from '@patchbay/flow/call'
import { type Notification, parseNotification } from '@patchbay/hoiio/notification'
import { verifySignature } from '@patchbay/hoiio/signature'
import type { Accounts, CarrierAccount } from './accounts'
import type { CallRecord } from './call-record'
import type { CallStore, NumberRecord } from './call-store'
import { endedEvent, eventOf, type KeyedEvent, startedAt } from './event-of'
import type { Meters } from './meters'
import type { Mover } from './mover'
import type { Numbers } from './numbers'
import type { OpenCalls } from './open-calls'
import { endWith, type Traces } from './traces'
import type { TurnAway } from './turn-away'

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

/**
 * What to answer; 401 is said to whoever is not the carrier, and to nobody else. `message` is a sentence for whoever looks at
 * the traffic; the carrier ignores it.
 */
export type Reply = { status: 200 | 400 | 401 | 404; message: string }

const taken: Reply = { status: 200, message: 'Taken.' }
const nothing: Reply = { status: 200, message: 'Nothing to do.' }
/** One answer for both: who is not the carrier does not learn which addresses there are. */
const refused: Reply = { status: 401, message: 'Nobody has this address, or this is not its carrier’s signature.' }

const tokenForm = /^[A-Za-z0-9_-]{20,64}$/

/**
 * Takes one notification: is it really the carrier's, whose is it, what does it say. Whatever is wrong with it changes
 * nothing. Rejects only if the database can't be reached.
 */
export function createReceiver(deps: {
  store: CallStore
  calls: OpenCalls
  numbers: Numbers
  mover: Mover
  turnAway: TurnAway
  meters: Meters
  traces: Traces
  accounts: Accounts
}) {
  const { accounts, store, calls, numbers, mover, turnAway } = deps

  return async (notification: IncomingNotification): Promise<Reply> => {
    const from = performance.now()
    const span = deps.traces.notification()
    const receiving = receive(notification, span)
    if (span) endWith(span, receiving, (reply) => (reply.status === 200 ? null : reply.message))
    const reply = await receiving
    if (reply === taken) deps.meters.stepSeconds.observe((performance.now() - from) / 1_000)
    return reply
  }

  async function receive(
    { token, query, rawBody, signature }: IncomingNotification,
    span: Span | undefined,
  ): Promise<Reply> {
    if (!tokenForm.test(token)) return refused
    // Addresses of calls carry a step, those of numbers do not: look first where it will be found.
    const call = query.step === undefined ? null : await calls.get(token)
    const number = call ? null : await numbers.byToken(token)
    const found = call ?? number ?? (query.step === undefined ? await calls.get(token) : null)
    if (!found) return refused
    const account = found.accountId === null ? null : await accounts.get(found.accountId)
    if (!account || !isItsOwn(account, rawBody, signature)) return refused
    const parsed = parseNotification(rawBody, query)
    if (!parsed.ok) return { status: 400, message: parsed.reason }
    return isNumber(found)
      ? toNumber({ number: found, account }, parsed.notification, span)
      : toCall(found, parsed.notification, span)
  }

  async function toCall(call: CallRecord, notification: Notification, span: Span | undefined): Promise<Reply> {
    if (call.session !== null && call.session !== notification.session)
      return { status: 404, message: 'This address belongs to another session.' }
    const happened = eventOf(notification)
    if (!happened) return nothing
    const ids = { session: notification.session, txnRef: notification.txnRef }
    return (await mover.move(call.token, happened, ids, span)) ? taken : nothing
  }

  async function toNumber(rung: Rung, notification: Notification, span: Span | undefined): Promise<Reply> {
    if (notification.callState === 'ended') return endOfCall(rung, notification, span)
    if (notification.callState !== 'ringing') return nothing
    const away = turnAway.refuse(rung.number, rung.account, notification.session)
    if (away) return { status: 200, message: away }
    return (await begun(rung, notification, startedAt(rung.number), span)) ? taken : nothing
  }

  /** The end of a call, told to its number: of one that we have, or of one whose beginning is still on its way to us. */
  async function endOfCall(rung: Rung, notification: Notification, span: Span | undefined): Promise<Reply> {
    const { session } = notification
    const end = endedEvent(notification)
    const ours = () => store.callBySession(rung.number.workspaceId, rung.account.id, session)
    let call = await ours()
    if (!call) {
      if (turnAway.knows(rung.account, session)) return nothing
      if (await begun(rung, notification, end, span)) return taken
      // It was begun in just this moment, so there is a call to end after all.
      call = await ours()
    }
    return call && (await mover.move(call.token, end, {}, span)) ? taken : nothing
  }

  async function begun(
    { number, account }: Rung,
    notification: Notification,
    happened: KeyedEvent,
    span: Span | undefined,
  ): Promise<boolean> {
    const { id: numberId, workspaceId, versionId } = number
    if (versionId === null) return false
    const call = newCall('incoming', notification.from ?? '', notification.to ?? '')
    const ids = { session: notification.session, txnRef: notification.txnRef }
    const owner = { workspaceId, versionId, numberId, accountId: account.id }
    return (await mover.begin(owner, call, happened, ids, span)) !== null
  }
}

/** The number that a call came to, and the account that tells of it. */
type Rung = { number: NumberRecord; account: CarrierAccount }

/** Whether a notification is the account's: what is signed must be signed by it, and only one that signs nothing may do without. */
function isItsOwn({ accessToken, signed }: CarrierAccount, rawBody: Buffer, signature: string | undefined): boolean {
  return signature === undefined ? !signed : verifySignature(accessToken, rawBody, signature)
}

function isNumber(found: CallRecord | NumberRecord): found is NumberRecord {
  return 'mostCalls' in found
}
