import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min'

/** What stands in place of what is hidden: always the same, so that its length tells nothing. */
export const hidden = '•••'

/** What stands in place of a number of which nothing is told. */
export const dots = '•••••'

const callingCodes: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)))
/** Of a number with fewer digits after its country's code, two would tell too much. */
const longEnough = 7

/**
 * A phone number (E.164; empty: withheld) of which only the country and the last two digits are left, such as `+65 ••••• 34`: enough to
 * tell two callers apart on one screen, and never to ring one. Of short numbers the country alone is left, and of what is no number nothing.
 */
export function maskNumber(e164: string): string {
  if (e164 === '') return ''
  if (!/^\+\d{4,15}$/.test(e164)) return dots
  const code = [e164.slice(1, 2), e164.slice(1, 3), e164.slice(1, 4)].find((start) => callingCodes.has(start))
  if (code === undefined) return dots
  const rest = e164.slice(1 + code.length)
  return rest.length < longEnough ? `+${code} ${dots}` : `+${code} ${dots} ${rest.slice(-2)}`
}
