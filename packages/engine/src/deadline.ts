import { type Command, isEffect } from '@patchbay/flow/command'
import { effectMs } from './effects'

/** What the network, the carrier and a slow talker may take beside it. */
const margin = 15_000
const perCharacter = 120
const pauses = 3_000
/** A file of the largest size that the carrier plays (10 MB), as an MP3 of ordinary quality. */
const longestFile = 15 * 60_000
const ringing = 90_000
/** While a call is transferred it may last for hours: it is asked after, again and again. */
const askAfterTransfer = 5 * 60_000
/** The carrier's own defaults (Hoiio IVR API: Gather, Record), in seconds. */
const defaults = { gatherTimeout: 15, gatherAttempts: 1, recordDuration: 120 }
/** Typing goes on while each key comes within the time to wait; nobody types longer than this. */
const typing = 60_000
/** Of an announcement's end the carrier tells nothing: it is asked, again and again. */
const askAfterAnnouncement = 15_000

/** The longest that a request may go without a word of what came of it once it was taken, in milliseconds. */
export function deadlineOf(command: Command): number {
  if (isEffect(command)) return effectMs(command) + margin
  switch (command.type) {
    case 'dial':
      return command.tell ? ringing + speaking(command.msg) + margin : askAfterAnnouncement
    case 'play':
    case 'monitor':
    case 'hangup':
      return speaking(command.msg) + margin
    case 'gather': {
      const { timeout = defaults.gatherTimeout, attempts = defaults.gatherAttempts } = command
      return attempts * (speaking(command.msg) + timeout * 1_000) + typing + margin
    }
    case 'record':
      return speaking(command.msg) + (command.maxDuration ?? defaults.recordDuration) * 1_000 + margin
    case 'transfer':
      return speaking(command.msg) + askAfterTransfer
    case 'hold':
    case 'unhold':
    case 'sms':
      return margin
  }
}

function speaking(msg = ''): number {
  return (msg.includes('<url>') ? longestFile : 0) + (msg === '' ? 0 : pauses + msg.length * perCharacter)
}
