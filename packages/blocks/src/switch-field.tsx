import { Switch } from '@patchbay/ui/switch'
import type { BoundField } from './view'

/** Yes or no. */
export function SwitchField({ label, value, onChange, error, hint }: BoundField<boolean> & { hint?: string }) {
  return <Switch label={label} checked={value} onChange={onChange} hint={hint} error={error} />
}
