import { carrierLimits } from '@patchbay/flow/field'

/**
 * Messages one after the other, as one. Where that is more than the carrier speaks at once, only the last of them: that is
 * the one that must be heard.
 */
export function spokenTogether(...messages: string[]): string {
  const all = messages.filter((message) => message.trim() !== '').join(' ')
  return [...all].length <= carrierLimits.msg ? all : (messages.at(-1) ?? '')
}
