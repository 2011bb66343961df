import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useId } from 'react'
import type { BoundField } from '../view'
import { wallClock } from './wall-clock'

/** A time zone by its name, with what the clock there says now. */
export function ZoneField({ label, value, onChange, error }: BoundField<string>) {
  const zones = useId()
  const { minutes } = wallClock(Date.now(), value)
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return (
    <Field label={label} hint={`There it is ${time} now.`} error={error}>
      {(control) => (
        <>
          <TextInput
            {...control}
            value={value}
            list={zones}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
