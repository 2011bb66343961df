import { walkLimits } from '@patchbay/flow/trace'
import type { ComponentProps } from 'react'
import { SwitchField } from './switch-field'

/** The switch for `tooMany`, with what it means. */
export function TooManyField(props: Omit<ComponentProps<typeof SwitchField>, 'hint'>) {
  const { inAll, alone } = walkLimits
  const hint = `A call is stopped after ${inAll.toLocaleString('en')} blocks, or ${alone} in which the caller could do nothing. Otherwise it hears an apology then.`
  return <SwitchField {...props} hint={hint} />
}
