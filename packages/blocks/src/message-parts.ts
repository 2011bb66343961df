export type Gender = 'female' | 'male'

/** What a `<speech>` mark says of itself; null where it leaves it to the carrier. */
export type Voice = { language: string | null; gender: Gender | null }

/**
 * A stretch of a message as its author wrote it. `plain` is everything that is no complete mark, broken ones included;
 * `text` and `url` stand as they are written, with `opening` and `closing` around them.
 */
export type MessagePart =
  | { kind: 'plain'; text: string }
  | ({ kind: 'speech'; opening: string; text: string; closing: string } & Voice)
  | { kind: 'file'; opening: string; url: string; closing: string }

const marks = /(<speech\b[^<>]*>)([^<]*)(<\/speech\s*>)|(<url\s*>)([^<]*)(<\/url\s*>)/gi
const attribute = /\s([a-z]+)\s*=\s*"([^"]*)"/gi

/** Takes a message apart. Never throws and loses nothing: `writeMessage` gives the same text again. */
export function readMessage(message: string): MessagePart[] {
  const parts: MessagePart[] = []
  let at = 0
  for (const found of message.matchAll(marks)) {
    const [whole, speechOpens, text = '', speechCloses = '', fileOpens = '', url = '', fileCloses = ''] = found
    if (found.index > at) parts.push({ kind: 'plain', text: message.slice(at, found.index) })
    if (speechOpens === undefined) parts.push({ kind: 'file', opening: fileOpens, url, closing: fileCloses })
    else parts.push({ kind: 'speech', opening: speechOpens, text, closing: speechCloses, ...voiceIn(speechOpens) })
    at = found.index + whole.length
  }
  if (at < message.length) parts.push({ kind: 'plain', text: message.slice(at) })
  return parts
}

/** Puts a message together again. */
export function writeMessage(parts: readonly MessagePart[]): string {
  return parts.map(writePart).join('')
}

export function writePart(part: MessagePart): string {
  switch (part.kind) {
    case 'plain':
      return part.text
    case 'speech':
      return part.opening + part.text + part.closing
    case 'file':
      return part.opening + part.url + part.closing
  }
}

/** What the carrier speaks with where nothing is said (Hoiio IVR API: Text-to-Speech). */
export const carrierVoice = { language: 'en', gender: 'female' } as const

/** Text in a voice. One that the carrier has anyway needs no mark. */
export function speechPart(text: string, voice: Voice): MessagePart {
  const language = voice.language === carrierVoice.language ? null : voice.language
  const gender = voice.gender === carrierVoice.gender ? null : voice.gender
  if (language === null && gender === null) return { kind: 'plain', text }
  const said = `${language === null ? '' : ` language="${language}"`}${gender === null ? '' : ` gender="${gender}"`}`
  return { kind: 'speech', opening: `<speech${said}>`, text, closing: '</speech>', language, gender }
}

/** A file to be played, by its address. */
export function filePart(url: string): MessagePart {
  return { kind: 'file', opening: '<url>', url: url.replaceAll('&', '&amp;'), closing: '</url>' }
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Text between marks as it is meant: `&amp;` is an ampersand. */
export function unescapeMarks(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities.get(name) ?? whole)
}

function voiceIn(opening: string): Voice {
  const said = new Map([...opening.matchAll(attribute)].map(([, name = '', value = '']) => [name.toLowerCase(), value]))
  const gender = said.get('gender')
  return { language: said.get('language') ?? null, gender: gender === 'female' || gender === 'male' ? gender : null }
}
