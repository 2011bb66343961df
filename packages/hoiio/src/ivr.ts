import type { HoiioResult } from './result'
import type { Send } from './transport'

export type Spoken = {
  /** At most 1,000 characters; may hold `<speech>` and `<url>` parts. */
  msg?: string
  /** At most 256 characters, echoed in the notification. */
  tag?: string
}
export type Told = { notifyUrl?: string }
export type MustTell = { notifyUrl: string }

export type DialOptions = Spoken &
  Told & {
    /** One of the account's numbers, or `private`. */
    callerId?: string
    /** seconds */
    maxDuration?: number
  }
export type GatherOptions = Spoken &
  MustTell & {
    /** 0 to 255; 0 is unlimited */
    maxDigits?: number
    /** seconds */
    timeout?: number
    attempts?: number
  }
export type RecordOptions = Spoken &
  MustTell & {
    /** seconds */
    maxDuration?: number
  }
export type MonitorOptions = Spoken & MustTell & { monitorNotifyUrl?: string }
export type TransferOptions = Spoken & Told & { callerId?: string; onFailure?: 'hangup' | 'continue' }
export type HangupOptions = Spoken &
  Told & {
    /** Cut the line at once, even in mid-block; then no `msg`. */
    force?: boolean
  }

const common = (options: Spoken & Told) => ({ msg: options.msg, tag: options.tag, notify_url: options.notifyUrl })

/**
 * The blocks of Hoiio's IVR API, one request each. A request returns at once; the end of the block is told to its
 * `notifyUrl`. Every method resolves to the carrier's answer, refusals included, and rejects with `HoiioError` only for
 * faults on the way.
 */
export function createIvr(send: Send) {
  return {
    /** Rings `dest` (E.164). The result has `session` and `txnRef`. Without `notifyUrl` the call hangs up after `msg`. */
    dial: (dest: string, options: DialOptions = {}): Promise<HoiioResult> =>
      send('ivr/start/dial', {
        dest,
        caller_id: options.callerId,
        max_duration: options.maxDuration,
        ...common(options),
      }),
    play: (session: string, options: Spoken & Told = {}): Promise<HoiioResult> =>
      send('ivr/middle/play', { session, ...common(options) }),
    gather: (session: string, options: GatherOptions): Promise<HoiioResult> =>
      send('ivr/middle/gather', {
        session,
        max_digits: options.maxDigits,
        timeout: options.timeout,
        attempts: options.attempts,
        ...common(options),
      }),
    record: (session: string, options: RecordOptions): Promise<HoiioResult> =>
      send('ivr/middle/record', { session, max_duration: options.maxDuration, ...common(options) }),
    monitor: (session: string, options: MonitorOptions): Promise<HoiioResult> =>
      send('ivr/middle/monitor', { session, monitor_notify_url: options.monitorNotifyUrl, ...common(options) }),
    /** `msg` is looped; without it there is music. */
    hold: (session: string, options: { msg?: string } = {}): Promise<HoiioResult> =>
      send('ivr/middle/hold', { session, msg: options.msg }),
    unhold: (session: string, options: Told & { tag?: string } = {}): Promise<HoiioResult> =>
      send('ivr/middle/unhold', { session, ...common(options) }),
    /** `dest` is E.164, `room:` and a name, or `room:` alone for a new room, which the result then names. */
    transfer: (session: string, dest: string, options: TransferOptions = {}): Promise<HoiioResult> =>
      send('ivr/end/transfer', {
        session,
        dest,
        caller_id: options.callerId,
        on_failure: options.onFailure,
        ...common(options),
      }),
    hangup: (session: string, options: HangupOptions = {}): Promise<HoiioResult> =>
      send('ivr/end/hangup', { session, force: options.force ? 'enabled' : undefined, ...common(options) }),
  }
}
