import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const written = new Map<string, string>()

/** A number as people write it: `+6591234567` → `+65 9123 4567`. What is no number stays as it is; empty is “withheld”. */
export function writeNumber(e164: string): string {
  // What the server has masked is written already.
  if (e164.includes('•')) return e164
  if (e164 === '') return 'withheld'
  const known = written.get(e164)
  if (known !== undefined) return known
  const text = parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
  if (written.size > 5_000) written.clear()
  written.set(e164, text)
  return text
}

/** What somebody typed, as E.164, or null if it is no number. Spaces, dashes and brackets are let pass. */
export function readNumber(typed: string): string | null {
  const parsed = parsePhoneNumberFromString(typed.trim())
  return parsed?.isPossible() ? parsed.number : null
}

/** The number at the other end of a call: who rang us, or whom we rang. */
export function otherEnd(call: { direction: 'incoming' | 'outgoing'; caller: string; called: string }): string {
  return call.direction === 'incoming' ? call.caller : call.called
}
