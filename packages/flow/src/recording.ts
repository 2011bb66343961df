import type { CallEvent } from './call'

/** What stands wherever the address of a recording stood that somebody deleted. */
export const deletedRecording = 'recording:deleted'

/** What stands in its place for whoever may not hear it. */
export const hiddenRecording = 'recording:hidden'

/** The address of the recording that an event tells of, or `deletedRecording`; null where it tells of none. */
export function recordingOf(event: CallEvent): string | null {
  if (event.type === 'recorded') return event.url || null
  if (event.type !== 'done' && event.type !== 'overdue' && event.type !== 'ended') return null
  return event.result.recordingUrl || null
}

/** What goes on with an address makes another one of it: `…/rec/1` is not in `…/rec/12`, nor in `…/rec/1.mp3`. */
const end = '(?![A-Za-z0-9_~-]|\\.[A-Za-z0-9])'

/**
 * A regular expression, the same to JavaScript and to PostgreSQL, for an address in every form in which it may stand in what is
 * kept of a call: as it is, within another address, and in markup. `written`: how a text stands where it is looked for.
 */
export function addressPattern(address: string, written: (text: string) => string = (text) => text): string {
  const forms = new Set([address, encodeURIComponent(address), encodeURI(address), address.replaceAll('&', '&amp;')])
  const plain = [...forms].map((form) => written(form).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return `(?:${plain.join('|')})${end}`
}
