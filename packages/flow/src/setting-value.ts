import type { FlowSetting } from './document'
import { isE164 } from './field'
import type { Json } from './vars'
import { readyWeekly } from './weekly-hours'

const longest = 1_000

/** Why a value is none for a setting of this type, as the end of a sentence that begins with its name; null if it is one. */
export function settingFault(type: FlowSetting['type'], value: Json): string | null {
  switch (type) {
    case 'number':
      return typeof value === 'number' ? null : 'takes a number.'
    case 'yes-no':
      return typeof value === 'boolean' ? null : 'is either yes or no.'
    case 'phone':
      return typeof value === 'string' && isE164(value)
        ? null
        : 'takes a phone number with + and the country code, such as +6561234567.'
    case 'audio':
      return typeof value === 'string' && /^https?:\/\/\S{1,990}$/.test(value)
        ? null
        : 'takes the address of a recording, beginning with https://.'
    case 'text':
      return typeof value === 'string' && value.length <= longest ? null : `takes at most ${longest} characters.`
    case 'hours': {
      const read = readyWeekly.safeParse(value)
      return read.success ? null : `takes opening hours. ${read.error.issues[0]?.message ?? ''}`.trim()
    }
  }
}

/** A value for a setting of this type as it is meant where it is written as a text, as inputs of a flow are; else what it was. */
export function settingWritten(type: FlowSetting['type'], value: Json): Json {
  if (typeof value !== 'string') return value
  const plain = value.trim()
  switch (type) {
    case 'number':
      return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : value
    case 'yes-no':
      return yes.has(plain.toLowerCase()) ? true : no.has(plain.toLowerCase()) ? false : value
    case 'hours':
      return hoursWritten(plain) ?? value
    case 'phone':
    case 'audio':
      return plain
    case 'text':
      return value
  }
}

const yes = new Set(['yes', 'true', '1'])
const no = new Set(['no', 'false', '0'])

function hoursWritten(text: string): Json | null {
  try {
    return readyWeekly.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
