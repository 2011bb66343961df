import type { Heard, Outcome, RunContext } from '@patchbay/flow/block'
import type { LegStatus } from '@patchbay/flow/call'
import { message, phoneNumber, tag } from '@patchbay/flow/field'
import { optionalTexts } from './optional-texts'

/** What every block asks for that puts a caller through. */
export const putThroughFields = {
  message: message(),
  callerId: phoneNumber({ label: 'Caller ID', also: ['private'], placeholder: "the carrier's choice" }),
  tag: tag(),
}

type Texts = { message: string; callerId: string; tag: string }

/** Asks the carrier for it. `dest` is E.164, or `room:` and a name. */
export function putThrough(
  dest: string,
  onFailure: 'hangup' | 'continue',
  { message, callerId, tag }: Texts,
  { render, say }: Pick<RunContext, 'render' | 'say'>,
): Outcome & { kind: 'wait' } {
  return {
    kind: 'wait',
    command: {
      type: 'transfer',
      dest,
      onFailure,
      ...optionalTexts({ msg: say(message), callerId: render(callerId), tag: render(tag) }),
    },
  }
}

/** Why a caller who hears of it was not put through. */
export function whyNot(status: LegStatus | undefined): 'busy' | 'unanswered' | 'failed' {
  return status === 'busy' || status === 'unanswered' ? status : 'failed'
}

/** Without a message the caller hears the other phone ring. */
export function heardBefore(message: string): Heard {
  return { sound: message.trim() === '' ? 'ringing' : 'message' }
}

/** What the carrier takes as the name of a room. */
export const roomName = /^[A-Za-z0-9._]{1,32}$/
export const aboutRooms = 'A room is named with letters, digits, dots and underscores, at most 32 of them.'
