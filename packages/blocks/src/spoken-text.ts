import { readMessage } from './message-parts'

/**
 * A message as people read it: `<speech>` marks fall away, a recording's address becomes “♪”, runs of space become one.
 * Variables stay as they are written.
 */
export function spokenText(message: string): string {
  return readMessage(message)
    .map((part) => {
      if (part.kind === 'file') return ' ♪ '
      // A mark that was never finished is no word.
      return part.kind === 'speech' ? ` ${part.text} ` : part.text.replace(/<\/?(?:speech|url)\b[^<>]*>/gi, ' ')
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A message in quotation marks, or null if it says nothing. */
export function quoted(message: string): string | null {
  const text = spokenText(message)
  return text === '' ? null : `“${text}”`
}
