import { Refusal } from './refusal'

export type SpokenPart =
  | { kind: 'speech'; text: string; language: string; gender: 'female' | 'male' }
  | { kind: 'url'; url: string }

/** What a `msg` makes a caller hear. `text` is the message exactly as it was sent. */
export type Message = { text: string; parts: SpokenPart[]; seconds: number }

const languages = new Set(
  'en en-UK en-AU en-CA zh zh-HK zh-TW ja ko pt pt-BR fr fr-CA es es-MX da de it tr ru hu ca cs fi no pl sv el-GR'.split(
    ' ',
  ),
)
const lettersPerSecond = 14
const secondsPerFile = 5
const longestMsg = 1_000

const tag = /<(speech|url)((?:\s+[a-z]+="[^"<>]*")*)\s*>([^<]*)<\/\1\s*>/y
const attribute = /\s+([a-z]+)="([^"<>]*)"/g
const plain = /[^<]+/y

/**
 * Reads a `msg`: plain text, `<speech language gender>` and `<url>` parts one after the other. Throws the refusal that
 * is due. Lengths are estimates: 14 characters a second, 5 s for a file. Empty text is no message.
 */
export function readMsg(text: string): Message | undefined {
  if (text === '') return undefined
  if ([...text].length > longestMsg) throw new Refusal('error_msg_invalid_length')
  const parts: SpokenPart[] = []
  let at = 0
  while (at < text.length) {
    const pattern = text[at] === '<' ? tag : plain
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) throw new Refusal('error_msg_invalid_xml')
    at = pattern.lastIndex
    const [whole, name, attributes = '', inner = ''] = found
    if (name === 'url') parts.push(readUrl(attributes, inner))
    else if (name === 'speech') parts.push(readSpeech(attributes, inner))
    else if (whole.trim() !== '') parts.push(speech(whole, 'en', 'female'))
  }
  return { text, parts, seconds: parts.reduce((sum, part) => sum + lengthOf(part), 0) }
}

function readSpeech(attributes: string, inner: string): SpokenPart {
  let language = 'en'
  let gender: 'female' | 'male' = 'female'
  for (const [, name, value = ''] of attributes.matchAll(attribute)) {
    if (name === 'language') {
      if (!languages.has(value)) throw new Refusal('error_msg_invalid_language')
      language = value
    } else if (name === 'gender') {
      if (value !== 'female' && value !== 'male') throw new Refusal('error_msg_invalid_gender')
      gender = value
    } else throw new Refusal('error_msg_invalid_xml')
  }
  return speech(inner, language, gender)
}

/** Control characters can't be pronounced; the rest of Unicode is left to the voice. */
function speech(raw: string, language: string, gender: 'female' | 'male'): SpokenPart {
  const text = unescapeXml(raw)
  if ([...text].some((character) => character < ' ' && !'\n\r\t'.includes(character)))
    throw new Refusal('error_msg_cannot_convert_text')
  return { kind: 'speech', text, language, gender }
}

/** A file is not fetched: its address must be one that could be, and end as mp3, wav or gsm if it has an ending. */
function readUrl(attributes: string, inner: string): SpokenPart {
  if (attributes.trim() !== '') throw new Refusal('error_msg_invalid_xml')
  const text = unescapeXml(inner.trim())
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new Refusal('error_msg_invalid_url')
  const ending = /\.([a-z0-9]{1,5})$/i.exec(url.pathname)?.[1]?.toLowerCase()
  if (ending !== undefined && !['mp3', 'wav', 'gsm'].includes(ending))
    throw new Refusal('error_msg_invalid_file_format')
  if (url.hostname.endsWith('.invalid')) throw new Refusal('error_msg_download_failed')
  return { kind: 'url', url: text }
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities.get(name) ?? whole)
}

function lengthOf(part: SpokenPart): number {
  return part.kind === 'url' ? secondsPerFile : Math.max(0.5, part.text.length / lettersPerSecond)
}
