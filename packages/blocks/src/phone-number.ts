import { AsYouType, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min'

/** What is known of a text that is written like an international phone number. */
export type PhoneNumber = {
  /** As a phone dials it: E.164 when such a number can exist, else what was typed without its spaces. */
  dialled: string
  /** As people write it, or null while it is none. */
  written: string | null
  /** ISO 3166, such as `SG`; null when its code is shared by many countries, or by none. */
  country: string | null
  /** The country's name in a sentence: “Singapore”, “the United Kingdom”. */
  place: string | null
  /** Why there can be no such number, or null. */
  problem: string | null
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' })

/** What people put between the digits to read them better. */
const separators = /[\s().\-/]/g
const digitsOnly = /^\s*\+?[\d\s().\-/]+$/

/** `+65 6123-4567` → `+6561234567`; a text with letters or variables in it stays as it is. */
export function asDialled(typed: string): string {
  return digitsOnly.test(typed) ? typed.replace(separators, '') : typed
}

/**
 * Reads a number with its country code, however it is written; `00` before the code counts as a plus. Null for everything
 * else: nothing, variables, words such as `private`, and digits whose country nobody can know.
 */
export function readPhoneNumber(typed: string): PhoneNumber | null {
  if (typed.includes('{')) return null
  const text = typed.trim().replace(/^00(?=[\s().\-/]*[1-9])/, '+')
  if (!/^[+\uff0b]/.test(text)) return null
  const number = parsePhoneNumberFromString(text, { extract: false })
  const typing = new AsYouType()
  typing.input(text)
  const country = number?.country ?? typing.getCountry() ?? null
  const place = country === null ? null : inSentence(countryNames.of(country) ?? country)
  const code = typing.getCallingCode()
  const where = place ?? (code === undefined ? 'a phone number' : `a number with +${code}`)
  // An extension can't be dialled: the text stays, and what is wrong with it is said.
  if (number?.isPossible() && number.ext === undefined) {
    const problem = number.isValid()
      ? null
      : `There is no such number${place === null ? '' : ` in ${place}`}. Check its digits.`
    return { dialled: number.number, written: number.formatInternational(), country, place, problem }
  }
  return { dialled: asDialled(text), written: null, country, place, problem: whyNot(text, where) }
}

/** What is stored once a number was typed: E.164 where it is one. */
export function storedPhoneNumber(typed: string): string {
  // “0 044…” has its two noughts side by side only once the blanks are gone.
  const plain = asDialled(typed)
  return (readPhoneNumber(typed) ?? readPhoneNumber(plain))?.dialled ?? plain
}

function whyNot(text: string, where: string): string | null {
  switch (validatePhoneNumberLength(text)) {
    case 'TOO_SHORT':
      return `Too short for ${where}.`
    case 'TOO_LONG':
      return `Too long for ${where}.`
    case 'INVALID_LENGTH':
      return `Not the right number of digits for ${where}.`
    case 'INVALID_COUNTRY':
      return 'No country’s code begins like this.'
    default:
      return null
  }
}

function inSentence(country: string): string {
  return /^(United|Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros)|Islands$|Republic$/.test(country)
    ? `the ${country}`
    : country
}
