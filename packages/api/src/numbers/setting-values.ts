import type { FlowSetting } from '@patchbay/flow/document'
import { settingFault } from '@patchbay/flow/setting-value'
import type { Json } from '@patchbay/flow/vars'
import { UserError } from '../user-error'

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
    const fault = settingFault(setting.type, value)
    if (fault) throw refused(setting.label || key, fault)
    kept[key] = value
  }
  return kept
}

function refused(name: string, fault: string): UserError {
  return new UserError('BAD_REQUEST', 'bad-setting', `“${name}” ${fault}`)
}
