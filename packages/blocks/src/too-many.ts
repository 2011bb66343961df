import type { Exit } from '@patchbay/flow/block'
import { yesNo } from '@patchbay/flow/field'
import { tooManyExit } from '@patchbay/flow/trace'

/** Both Start blocks have this setting: whether a call that was stopped for walking too far goes on somewhere. */
export const tooMany = yesNo('If the call goes round and round, go on elsewhere')

/** The exit that comes with `tooMany`. */
export function tooManyExits(wanted: boolean): Exit[] {
  return wanted ? [{ name: tooManyExit, label: 'If it goes round and round' }] : []
}
