import { error, type Problem } from './problem'
import type { Checked } from './problem-reach'
import { settingFault } from './setting-value'

/** Usual values of the flow's settings that are none. What is empty is left to the numbers. */
export function settingProblems({ document }: Checked): Problem[] {
  return Object.entries(document.settings).flatMap(([key, { label, type, initial }]) => {
    const fault = initial === null || initial === '' ? null : settingFault(type, initial)
    return fault === null ? [] : [error('bad-usual-value', `The flow’s setting “${label || key}” ${fault}`)]
  })
}
