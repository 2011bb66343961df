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
