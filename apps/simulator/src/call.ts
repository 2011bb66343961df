import { writeDate } from '@patchbay/hoiio/date'
import type { Account } from './account'
import { CallClock } from './clock'
import type { Message } from './msg'
import { Courtesy } from './notifier'
import { type HangupBy, type LegOutcome, longestTranscript, type TranscriptEntry } from './transcript'

export type BlockName = 'dial' | 'play' | 'gather' | 'record' | 'monitor' | 'hold' | 'unhold' | 'transfer' | 'hangup'
type Entry = TranscriptEntry extends infer E ? (E extends { at: string } ? Omit<E, 'at'> : never) : never

/** A block that was asked for: what runs it, and whom to tell. */
export type Block = {
  name: BlockName
  notifyUrl: string | undefined
  tag: string
  /** What its notification says beside the common fields, when the call ends in mid-block. */
  interrupted?: () => Record<string, string>
  keys?: (digits: string) => void
  leg?: (outcome: LegOutcome) => void
}

/** The lines of a call to the rest of the carrier. */
export type CallLines = {
  speed: number
  notify: (call: Call, url: string, body: Record<string, string>) => Promise<void>
  changed: (call: Call, entry?: TranscriptEntry) => void
  ended: (call: Call) => void
  record: (seconds: number) => string
}

export type CallParties =
  | { direction: 'incoming'; from: string; to: string; forwardTo: string }
  | { direction: 'outgoing'; callerId: string; dest: string }

const currency = 'SGD'
const rate = 0.036

/**
 * One call: who is on it, the one block that runs, what was heard and pressed, and the bill. It knows nothing of HTTP;
 * the blocks (`blocks.ts`) drive it.
 */
export class Call {
  readonly transcript: TranscriptEntry[] = []
  readonly clock: CallClock
  readonly startedAt: number
  state: 'ringing' | 'ongoing' | 'ended' = 'ringing'
  running: Block | undefined
  leg: 'ringing' | 'answered' | null = null
  transferDest: string | undefined
  room: string | undefined
  /** The notifications of a Monitor that is active go here at the end. */
  monitor: { url: string; tag: string; since: number } | undefined
  status1: LegOutcome | 'ongoing' = 'ongoing'
  status2: LegOutcome | 'ongoing' | '' = ''
  tag = ''
  maxDuration: number | undefined
  private answeredAt: number | undefined
  private endedAt: number | undefined
  /** Who is told when a call ends between two blocks. */
  private lastTold: { name: BlockName | 'answer'; url: string | undefined; tag: string }
  private readonly courtesy = new Courtesy()
  private limit: NodeJS.Timeout | undefined

  constructor(
    readonly session: string,
    readonly txnRef: string,
    readonly account: Account,
    readonly parties: CallParties,
    private readonly lines: CallLines,
  ) {
    this.clock = new CallClock(lines.speed)
    this.startedAt = this.clock.now()
    const url = parties.direction === 'incoming' ? parties.forwardTo : undefined
    this.lastTold = { name: 'answer', url: url === '' ? undefined : url, tag: '' }
  }

  /** Rings: an incoming call is told to the number's `forward_to`. */
  ring(): void {
    this.add({ type: 'state', state: 'ringing' })
    this.tell(this.lastTold.url, 'answer', '', {})
  }

  /** Takes a block on. One runs at a time; the first of an incoming call answers it. */
  begin(block: Block): void {
    this.running = block
    if (block.name !== 'hold') this.lastTold = { name: block.name, url: block.notifyUrl, tag: block.tag }
    this.tag = block.tag
    if (this.parties.direction === 'incoming' && this.state === 'ringing' && block.name !== 'hangup') this.answer()
    this.lines.changed(this)
  }

  answer(): void {
    this.state = 'ongoing'
    this.status1 = 'answered'
    this.answeredAt = this.clock.now()
    if (this.maxDuration !== undefined && this.lines.speed > 0)
      this.limit = setTimeout(() => this.end('carrier'), (this.maxDuration * 1_000) / this.lines.speed)
    this.add({ type: 'state', state: 'ongoing' })
  }

  /** The running block is done: the program is told, and may ask for the next. */
  finish(extra: Record<string, string> = {}): void {
    const block = this.running
    if (!block) return
    this.clock.cancel()
    this.running = undefined
    this.lines.changed(this)
    this.tell(block.notifyUrl, block.name, block.tag, extra)
  }

  /** Says a message, then goes on. No message takes no time. */
  speak(message: Message | undefined, done: () => void): void {
    if (!message) return done()
    this.add({ type: 'spoken', text: message.text, parts: message.parts })
    this.clock.take(message.seconds, () => {
      if (!this.overdue()) done()
    })
  }

  /** Ends the call, whatever runs. Tells the block that runs, or else the last one, and a Monitor. */
  end(by: HangupBy, extra?: Record<string, string>): void {
    if (this.state === 'ended') return
    this.clock.cancel()
    clearTimeout(this.limit)
    const said = extra ?? this.running?.interrupted?.() ?? {}
    this.add({ type: 'hangup', by })
    this.endedAt = this.clock.now()
    if (this.status1 === 'ongoing') this.status1 = 'unanswered'
    if (this.status2 === 'ongoing') this.status2 = 'unanswered'
    this.state = 'ended'
    this.running = undefined
    this.leg = null
    this.account.charge(Number(this.bill().debit))
    this.lines.ended(this)
    this.add({ type: 'state', state: 'ended' })
    this.tell(this.lastTold.url, this.lastTold.name, this.lastTold.tag, said)
    if (!this.monitor) return
    const { url, tag, since } = this.monitor
    this.tell(url, 'monitor', tag, { monitor_url: this.keepRecording(since) })
  }

  /** Keeps what was said since a moment, as a file, and gives its address. */
  keepRecording(since: number): string {
    const seconds = Math.max(1, Math.round((this.clock.now() - since) / 1_000))
    const url = this.lines.record(seconds)
    this.add({ type: 'recording', url, seconds })
    return url
  }

  add(entry: Entry): void {
    if (this.transcript.length >= longestTranscript) return this.lines.changed(this)
    const dated = { at: new Date(this.clock.now()).toISOString(), ...entry }
    this.transcript.push(dated)
    this.lines.changed(this, dated)
  }

  /** Lets time pass; a call that was dialled with a longest duration may end by it. */
  elapse(seconds?: number): void {
    this.clock.elapse(seconds)
    this.overdue()
  }

  /** A bill is whole minutes, rounded up, from the answer on. */
  bill(): { date: string; duration: string; currency: string; rate: string; debit: string } {
    const answered = this.answeredAt
    const end = this.endedAt ?? this.clock.now()
    const minutes = answered === undefined ? 0 : Math.max(1, Math.ceil((end - answered) / 60_000))
    return {
      date: writeDate(new Date(this.startedAt)),
      duration: String(minutes),
      currency,
      rate: rate.toFixed(3),
      debit: (minutes * rate).toFixed(3),
    }
  }

  /** The simulator stops: no timer may outlive it. */
  abandon(): void {
    this.clock.cancel()
    clearTimeout(this.limit)
  }

  private overdue(): boolean {
    if (this.maxDuration === undefined || this.answeredAt === undefined || this.state === 'ended') return false
    if (this.clock.now() - this.answeredAt < this.maxDuration * 1_000) return false
    this.end('carrier')
    return true
  }

  private tell(url: string | undefined, block: string, tag: string, extra: Record<string, string>): void {
    if (url === undefined) return
    const { parties } = this
    const body = {
      session: this.session,
      txn_ref: this.txnRef,
      call_state: this.state,
      tag,
      from: parties.direction === 'incoming' ? parties.from : '',
      to: parties.direction === 'incoming' ? parties.to : '',
      dest: parties.direction === 'outgoing' ? parties.dest : '',
      ivr_block: block,
      ...extra,
      ...(this.state === 'ended' ? this.bill() : {}),
    }
    this.courtesy.run(() => this.lines.notify(this, url, body))
  }
}
