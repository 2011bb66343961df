import { EventEmitter } from 'node:events'
import { Account } from './account'
import { Call, type CallLines, type CallParties } from './call'
import { Faults, pause } from './faults'
import { Notifier } from './notifier'
import { Recordings } from './recording'
import type { RefusalStatus } from './refusal'
import type { SimulatorSettings } from './settings'
import type { TranscriptEntry } from './transcript'

export type SentSms = {
  at: string
  txn_ref: string
  app_id: string
  dest: string
  msg: string
  sender_name: string
  tag: string
}
export type ExchangeEvent = { call: Call; entry?: TranscriptEntry }

const mostSms = 1_000

/** All that the carrier knows, in memory: accounts, calls, rooms, SMS. */
export class Exchange {
  readonly accounts: Account[]
  readonly recordings = new Recordings()
  readonly notifier: Notifier
  readonly faults = new Faults()
  readonly sms: SentSms[] = []
  readonly events = new EventEmitter<{ event: [ExchangeEvent] }>()
  /** Where recordings are fetched; known once the simulator listens. */
  publicUrl: string
  private readonly ordered = new Map<string, { status: RefusalStatus; times: number }>()
  private readonly calls = new Map<string, Call>()
  private readonly byTxnRef = new Map<string, Call>()
  private readonly underWay = new Map<Account, Set<Call>>()
  private readonly endedSessions: string[] = []
  // Ids must not come back after a restart, since programs keep them.
  private lastId = Date.now()
  private readonly lines: CallLines

  constructor(readonly settings: SimulatorSettings) {
    this.accounts = settings.accounts.map((account) => new Account(account))
    this.notifier = new Notifier(settings)
    this.publicUrl = (settings.publicUrl ?? '').replace(/\/+$/, '')
    this.events.setMaxListeners(0)
    this.lines = {
      speed: settings.speed,
      notify: async (call, url, body) => {
        const { leaves } = this.faults.ofNotification()
        if (leaves.length === 0) {
          const raw = new URLSearchParams(body).toString()
          call.add({ type: 'notification', url, body, raw, signature: '', reply: 'dropped' })
        }
        const sent = leaves.map((after) => this.tell(call, url, body, after))
        // One that is late on purpose must not hold up those behind it.
        if (leaves.every((after) => after === 0)) await Promise.all(sent)
      },
      changed: (call, entry) => this.events.emit('event', entry ? { call, entry } : { call }),
      ended: (call) => this.forget(call),
      record: (seconds) => `${this.publicUrl}/recordings/${this.recordings.add(seconds)}`,
    }
  }

  nextId(prefix: 'AA-S-' | 'R'): string {
    this.lastId += 1
    return `${prefix}${this.lastId}`
  }

  /** A new call, not ringing yet. */
  open(account: Account, parties: CallParties): Call {
    this.lastId += 1
    const call = new Call(`S${this.lastId}`, `AA-C-${this.lastId}`, account, parties, this.lines)
    this.calls.set(call.session, call)
    this.byTxnRef.set(call.txnRef, call)
    const others = this.underWay.get(account)
    if (others) others.add(call)
    else this.underWay.set(account, new Set([call]))
    return call
  }

  hasFreeLine(account: Account): boolean {
    return (this.underWay.get(account)?.size ?? 0) < this.settings.concurrentCalls
  }

  bySession(session: string): Call | undefined {
    return this.calls.get(session)
  }

  byReference(txnRef: string): Call | undefined {
    return this.byTxnRef.get(txnRef)
  }

  /** Oldest first. */
  allCalls(): Call[] {
    return [...this.calls.values()]
  }

  /** How many of an account's callers are in a room, or on their way into it. */
  peopleIn(account: Account, room: string): number {
    return [...(this.underWay.get(account) ?? [])].filter((call) => call.room === room).length
  }

  ownerOf(number: string): Account | undefined {
    return this.accounts.find((account) => account.numbers.has(number))
  }

  /** Makes the next `times` requests of an endpoint fail, whatever they ask for: a carrier has bad days. */
  orderRefusal(path: string, status: RefusalStatus, times: number): void {
    this.ordered.set(path, { status, times })
  }

  /** The refusal that was ordered for this request, if any; counts it. */
  takeOrderedRefusal(path: string): RefusalStatus | undefined {
    const order = this.ordered.get(path)
    if (!order) return undefined
    order.times -= 1
    if (order.times <= 0) this.ordered.delete(path)
    return order.status
  }

  keepSms(sms: SentSms): void {
    this.sms.push(sms)
    if (this.sms.length > mostSms) this.sms.shift()
  }

  /** Stops every timer; nobody is told. */
  close(): Promise<void> {
    for (const call of this.calls.values()) call.abandon()
    return this.notifier.close()
  }

  private async tell(call: Call, url: string, body: Record<string, string>, after: number): Promise<void> {
    await pause(after)
    const { raw, ...delivery } = await this.notifier.send(call.account.accessToken, url, body)
    call.add({ type: 'notification', body: Object.fromEntries(new URLSearchParams(raw)), raw, ...delivery })
  }

  private forget(call: Call): void {
    this.underWay.get(call.account)?.delete(call)
    this.endedSessions.push(call.session)
    if (this.endedSessions.length <= this.settings.keptCalls) return
    const oldest = this.endedSessions.shift()
    const gone = oldest === undefined ? undefined : this.calls.get(oldest)
    if (!gone) return
    this.calls.delete(gone.session)
    this.byTxnRef.delete(gone.txnRef)
  }
}
