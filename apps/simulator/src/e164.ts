/** Whether a text is a telephone number as the carrier writes it: `+`, a country code, 7 to 15 digits in all. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/**
 * Numbers that are well formed but that nobody can ring: +979 is international premium rate, +999 is kept in reserve by
 * the ITU. The real list is not published.
 */
export function isServed(number: string): boolean {
  return !number.startsWith('+979') && !number.startsWith('+999')
}
