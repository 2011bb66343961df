import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const separators = /[\s().\-/\u2010-\u2015]/g
const international = /^\+[1-9]\d{6,14}$/
const digits = /^[1-9]\d{6,14}$/

/**
 * A key as the E.164 number that it stands for, or null. A leading + (or 00) says that the country’s code follows: such a
 * number is taken as it is. Bare digits are only taken where there can be such a number with its country’s code.
 */
export function phoneKey(written: string): string | null {
  const plain = plainNumber(written)
  if (international.test(plain)) return plain
  if (!digits.test(plain)) return null
  const number = parsePhoneNumberFromString(`+${plain}`, { extract: false })
  return number?.isValid() ? number.number : null
}

/** The beginning of a number as somebody types it to find it: “+65 31”, “6531”. */
export function phoneKeyStart(typed: string): string {
  const plain = plainNumber(typed)
  return /^\d/.test(plain) ? `+${plain}` : plain
}

function plainNumber(written: string): string {
  return written
    .replace(separators, '')
    .replace(/^\uff0b/, '+')
    .replace(/^00/, '+')
}
