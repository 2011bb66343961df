import { dots } from './mask-number'

/** What may be a phone number within a sentence, with or without its plus. */
const phoneLike = /\+?\d(?:[ ()-]{0,2}\d){6,}/g

/** Whether anything in a text may be a phone number. */
export function mentionsNumbers(text: string): boolean {
  return text.search(phoneLike) >= 0
}

/** A sentence in which all that may be a phone number is masked, but those of `ours` (E.164). */
export function maskText(text: string, ours: ReadonlySet<string>): string {
  return text.replace(phoneLike, (found) => (ours.has(`+${found.replace(/\D/g, '')}`) ? found : dots))
}
