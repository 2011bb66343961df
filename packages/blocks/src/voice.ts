import {
  carrierVoice,
  type Gender,
  type MessagePart,
  readMessage,
  speechPart,
  type Voice,
  writePart,
} from './message-parts'

/** From where to where, in characters of the message; the same twice is a cursor. */
export type Selection = { start: number; end: number }

/** What a choice of a voice is for. */
export type VoiceScope = 'selection' | 'part' | 'message'

type Placed = { part: MessagePart; from: number; to: number }

/**
 * The languages that the carrier is known to speak (Hoiio IVR API: Text-to-Speech), by its own names; the first ones are seen in use,
 * the rest are likely.
 */
export const languages =
  'en zh zh-HK ja ko en-UK en-AU en-CA zh-TW pt pt-BR fr fr-CA es es-MX da de it tr ru hu ca cs fi no pl sv el-GR'.split(
    ' ',
  )

const languageNames = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard', style: 'short' })

/** A language in people's words; one that nobody knows keeps its code. */
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

/**
 * The voice at a selection: what is selected, else the marked part around the cursor, else the whole message. A language or
 * gender is null where it differs from part to part; the whole voice is null where there is nothing to speak.
 */
export function voiceAt(
  message: string,
  selection: Selection | null,
): { scope: VoiceScope; voice: { language: string | null; gender: Gender | null } | null } {
  const { scope, range } = reach(message, selection)
  const voices = placed(message)
    .filter((place) => stretch(place, range) !== null)
    .map(({ part }) => (part.kind === 'speech' ? part : { language: null, gender: null }))
  const found = new Set(voices.map((voice) => voice.language ?? carrierVoice.language))
  const genders = new Set(voices.map((voice) => voice.gender ?? carrierVoice.gender))
  return { scope, voice: voices.length === 0 ? null : { language: only(found), gender: only(genders) } }
}

/**
 * Gives a language or a gender to what `voiceAt` names, splitting a part of which only some words are selected. `selection` is
 * where the same words are afterwards.
 */
export function giveVoice(
  message: string,
  selection: Selection | null,
  change: Partial<Voice>,
): { message: string; selection: Selection | null } {
  const { scope, range } = reach(message, selection)
  let text = ''
  let start: number | null = null
  let end = 0
  for (const place of placed(message)) {
    const words = stretch(place, range)
    const { part } = place
    if (words === null || part.kind === 'file') {
      text += writePart(part)
      continue
    }
    const voice = part.kind === 'speech' ? part : { language: null, gender: null }
    const again = (piece: string) => (piece.trim() === '' ? piece : writePart({ ...part, text: piece }))
    const spoken = speechPart(part.text.slice(words.start, words.end), {
      language: change.language ?? voice.language,
      gender: change.gender ?? voice.gender,
    })
    text += again(part.text.slice(0, words.start))
    // A cursor stays inside the mark, so that the next choice is for the same part.
    start ??= text.length + (scope === 'part' && spoken.kind === 'speech' ? spoken.opening.length : 0)
    text += writePart(spoken)
    end = scope === 'part' ? start : text.length
    text += again(part.text.slice(words.end))
  }
  return { message: text, selection: start === null || scope === 'message' ? null : { start, end } }
}

/** Puts a file where the cursor is; after the part, if that is inside a mark, where a file can't be. */
export function putInPart(message: string, at: number, added: MessagePart): { message: string; at: number } {
  const inside = placed(message).find(({ part, from, to }) => part.kind !== 'plain' && from < at && at < to)
  const where = inside?.to ?? at
  const text = writePart(added)
  return { message: message.slice(0, where) + text + message.slice(where), at: where + text.length }
}

function placed(message: string): Placed[] {
  let from = 0
  return readMessage(message).map((part) => {
    const to = from + writePart(part).length
    const place = { part, from, to }
    from = to
    return place
  })
}

function reach(message: string, selection: Selection | null): { scope: VoiceScope; range: Selection } {
  const whole = { start: 0, end: message.length }
  if (selection === null) return { scope: 'message', range: whole }
  if (selection.end > selection.start) return { scope: 'selection', range: selection }
  const at = selection.start
  const around = placed(message).find(({ part, from, to }) => part.kind === 'speech' && from < at && at < to)
  return around ? { scope: 'part', range: { start: around.from, end: around.to } } : { scope: 'message', range: whole }
}

/** The words of a part that lie in a range, within its text; null if there are none, or none that a mark may go around. */
function stretch({ part, from, to }: Placed, range: Selection): Selection | null {
  if (part.kind === 'file' || range.end <= from || range.start >= to) return null
  const offset = from + (part.kind === 'speech' ? part.opening.length : 0)
  const clamp = (at: number) => Math.min(Math.max(at - offset, 0), part.text.length)
  const chosen = part.text.slice(clamp(range.start), clamp(range.end))
  // Whoever selects no more than the mark itself means its words.
  const only = chosen.trim() === '' && part.kind === 'speech' ? part.text : chosen
  const start = only === chosen ? clamp(range.start) : 0
  if (only.trim() === '' || only.includes('<')) return null
  const before = only.length - only.trimStart().length
  return { start: start + before, end: start + only.trimEnd().length }
}

function only<T>(values: ReadonlySet<T>): T | null {
  const [first] = values
  return values.size === 1 && first !== undefined ? first : null
}
