/** A request over HTTP. Secrets stand in it as marks (`secretMark`) until it leaves. */
export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  headers: ReadonlyArray<{ name: string; value: string }>
  body?: string
  timeoutMs: number
  /** More tries after the first, of methods that may be repeated. */
  retries: number
}

/**
 * What a flow asks of the carrier, as plain data. Names and units are those of Hoiio's IVR API; an absent parameter
 * means the carrier's default. Addresses for notifications are no part of it: the engine adds them, except where
 * `tell` is false.
 */
export type CarrierCommand =
  | {
      type: 'dial'
      dest: string
      msg?: string
      callerId?: string
      /** seconds */
      maxDuration?: number
      tag?: string
      /** false: the carrier speaks `msg`, hangs up and tells nothing (a one-way announcement). */
      tell: boolean
    }
  | { type: 'play'; msg: string; tag?: string }
  | {
      type: 'gather'
      msg?: string
      /** 0 is unlimited */
      maxDigits?: number
      /** seconds */
      timeout?: number
      attempts?: number
      tag?: string
    }
  | {
      type: 'record'
      msg?: string
      /** seconds */
      maxDuration?: number
      tag?: string
    }
  | { type: 'monitor'; msg?: string; tag?: string }
  /** `msg` is said again and again, or music is played, until `unhold`; of its beginning the carrier tells nothing. */
  | { type: 'hold'; msg?: string }
  | { type: 'unhold'; tag?: string }
  | {
      type: 'transfer'
      /** E.164, or `room:` and a name */
      dest: string
      msg?: string
      callerId?: string
      onFailure: 'hangup' | 'continue'
      tag?: string
    }
  | { type: 'hangup'; msg?: string; tag?: string; force?: true }
  | { type: 'sms'; dest: string; msg: string; senderName?: string; tag?: string }

/** What the engine carries out by itself. It needs no call, and its end is told as a `done` event. */
export type Effect =
  | ({ type: 'request' } & HttpRequest)
  /** To a person, by SMTP. */
  | { type: 'email'; to: string; subject: string; text: string }
  /** To a program, signed. `body` is JSON. */
  | { type: 'webhook'; url: string; body: string }
  /** Counts this call under a name, and tells how often that was done within so many seconds. */
  | { type: 'count'; name: string; seconds: number }

export type Command = CarrierCommand | Effect
export type CommandType = Command['type']

const effects: ReadonlySet<CommandType> = new Set(['request', 'email', 'webhook', 'count'])

export function isEffect(command: Command): command is Effect {
  return effects.has(command.type)
}

/** Whether it can be done when the call is over, and needs nothing of the carrier's session. */
export function needsNoCall(command: Command): boolean {
  return command.type === 'sms' || isEffect(command)
}
