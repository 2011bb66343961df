/** What somebody typed as the address of an audio file: one that can be played, or why not. */
export type AudioFile =
  | { ok: true; url: string; warning: string | null }
  /** `problem` is null while nothing is typed. */
  | { ok: false; problem: string | null }

/**
 * Checks the address of an audio file as far as one can without fetching it. The carrier plays mp3, wav and gsm; an address
 * with another ending, or with a variable in it, may still lead to one.
 */
export function readAudioFile(typed: string): AudioFile {
  const text = typed.trim()
  if (text === '') return { ok: false, problem: null }
  if (text.includes('{{') && !/[<>]/.test(text)) return { ok: true, url: text, warning: null }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:\/\//i.test(text) || !url.hostname.includes('.'))
    return { ok: false, problem: 'Write the whole address, such as https://example.com/welcome.mp3.' }
  const ending = /\.([a-z0-9]{1,5})$/i.exec(url.pathname)?.[1]?.toLowerCase()
  const fits = ending !== undefined && ['mp3', 'wav', 'gsm'].includes(ending)
  return {
    ok: true,
    url: url.href,
    warning: fits ? null : 'The carrier plays mp3, wav and gsm files. This address ends like none of them.',
  }
}
