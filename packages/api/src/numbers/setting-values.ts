import type { FlowSetting } from '@patchbay/flow/document'
import { isE164 } from '@patchbay/flow/field'
import type { Json } from '@patchbay/flow/vars'
import { UserError } from '../user-error'

const longest = 1_000

/**
 * What a number gives to its flow's settings, made sure of; what it leaves empty is as the flow says. Throws a `UserError` that
 * names the setting.
 */
export function checkSettings(
  declared: Readonly<Record<string, FlowSetting>>,
  given: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const kept: Record<string, Json> = {}
  for (const [key, value] of Object.entries(given)) {
    const setting = Object.hasOwn(declared, key) ? declared[key] : undefined
    if (!setting) throw refused(key, 'is no setting of the flow that answers here. Open this page again.')
    if (value === null || value === '') continue
    const fault = faultOf(setting.type, value)
    if (fault) throw refused(setting.label || key, fault)
    kept[key] = value
  }
  return kept
}

function faultOf(type: FlowSetting['type'], value: Json): string | null {
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
    case 'hours':
      return null
  }
}

function refused(name: string, fault: string): UserError {
  return new UserError('BAD_REQUEST', 'bad-setting', `“${name}” ${fault}`)
}
