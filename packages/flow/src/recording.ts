import type { CallEvent } from './call'

/** What stands wherever the address of a recording stood that somebody deleted. */
export const deletedRecording = 'recording:deleted'

/** The address of the recording that an event tells of, or `deletedRecording`; null where it tells of none. */
export function recordingOf(event: CallEvent): string | null {
  if (event.type === 'recorded') return event.url || null
  if (event.type !== 'done' && event.type !== 'overdue' && event.type !== 'ended') return null
  return event.result.recordingUrl || null
}

/** An address in every form in which it may stand in what is kept of a call: as it is, within another address, and in markup. */
export function addressForms(address: string): string[] {
  return [...new Set([address, encodeURIComponent(address), encodeURI(address), address.replaceAll('&', '&amp;')])]
}
