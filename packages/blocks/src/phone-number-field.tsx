import { TextField } from './text-field'
import type { BoundField } from './view'

/** A phone number. What people put between the digits to read them better is left out as it is typed or pasted. */
export function PhoneNumberField({ onChange, ...field }: BoundField<string> & { hint?: string }) {
  return <TextField {...field} mono onChange={(typed) => onChange(asDialled(typed))} />
}

/** `+65 6123-4567` → `+6561234567`; a text with letters or variables in it stays as it is. */
export function asDialled(typed: string): string {
  return /^\s*\+?[\d\s().-]*$/.test(typed) ? typed.replace(/[\s().-]/g, '') : typed
}
