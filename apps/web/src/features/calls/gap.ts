import type { CallEvent } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'

/** Time between two moments of a call. `silent`: the caller heard nothing for so long that it is worth a look. */
export type Gap = { ms: number; words: string; silent: boolean }

/** Less than this nobody notices, in milliseconds; and from this on a silence is one. */
const least = 500
const deadAir = 2_000

/**
 * What went on between two moments (ISO 8601), where that is worth a line: who spoke, listened, thought or waited. `running` is
 * what had been asked for, null before anything was, and `after` when the call is over; `next` is what ended it.
 */
export function gapBetween(
  from: string,
  to: string,
  running: Command | 'after' | null,
  next: CallEvent,
): Gap | undefined {
  const ms = Date.parse(to) - Date.parse(from)
  if (ms < least) return undefined
  if (running === 'after') return { ms, words: `${spanOf(ms)} after the call`, silent: false }
  if (running === null) return { ms, words: `${spanOf(ms)} of ringing`, silent: false }
  const { words, heard } = wordsFor(running, next)
  const silent = !heard && ms >= deadAir
  return { ms, words: silent ? `${spanOf(ms)} of silence ${words}` : `${spanOf(ms)} ${words}`, silent }
}

function wordsFor(command: Command, next: CallEvent): { words: string; heard: boolean } {
  const spoken = 'msg' in command && Boolean(command.msg)
  switch (command.type) {
    case 'play':
    case 'unhold':
    case 'monitor':
      return { words: spoken ? 'of speech' : 'until it was done', heard: spoken }
    case 'gather':
      return { words: spoken ? 'to listen and think' : 'until a key was pressed or the time was over', heard: spoken }
    case 'record':
      return { words: 'of the prompt and the caller’s message', heard: true }
    case 'hold':
      return { words: 'on hold', heard: true }
    case 'dial':
      return { words: 'of ringing', heard: true }
    case 'transfer':
      return { words: answered(next) ? 'of ringing and talking' : 'of ringing', heard: true }
    case 'hangup':
      return { words: spoken ? 'of speech, until the line was cut' : 'until the line was cut', heard: true }
    case 'sms':
      return { words: 'until the carrier took the text message', heard: false }
    case 'request':
      return { words: 'until the other server answered', heard: false }
    case 'email':
      return { words: 'until the mail was on its way', heard: false }
    case 'webhook':
      return { words: 'until the other server was told', heard: false }
    case 'count':
      return { words: 'until it was counted', heard: false }
  }
}

function answered(event: CallEvent): boolean {
  return 'result' in event && event.result.transferStatus === 'answered'
}

/** “4.2 s”, “1 min 12 s”, “2 h 5 min”. */
export function spanOf(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.floor(whole / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
