import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Whether this, in E.164, is somebody's number as it stands, and not just how some begin. */
export function isWholeNumber(e164: string): boolean {
  return parsePhoneNumberFromString(e164)?.isValid() ?? false
}
