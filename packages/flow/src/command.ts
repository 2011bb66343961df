/**
 * What a flow asks of the carrier, as plain data. Names and units are those of Hoiio's IVR API; an absent parameter
 * means the carrier's default. Addresses for notifications are no part of it: the engine adds them, except where
 * `tell` is false.
 */
export type Command =
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

export type CommandType = Command['type']
