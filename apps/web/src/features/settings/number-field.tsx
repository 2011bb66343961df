import { Field } from '@patchbay/ui/field'
import { NumberInput } from '@patchbay/ui/number-input'
import type { ComponentProps } from 'react'
import { type FieldPathByValue, type FieldValues, type UseControllerProps, useController } from 'react-hook-form'

export type NumberFieldProps<Filled extends FieldValues, Settled> = Pick<
  ComponentProps<typeof NumberInput>,
  'unit' | 'placeholder' | 'inputMode'
> &
  Required<
    Pick<UseControllerProps<Filled, FieldPathByValue<Filled, number | undefined>, Settled>, 'control' | 'name'>
  > & {
    label: string
    hint: string
  }

/** A number of a form, with its label, and under it what is wrong with it. */
export function NumberField<Filled extends FieldValues, Settled>({
  control,
  name,
  label,
  hint,
  ...rest
}: NumberFieldProps<Filled, Settled>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message}>
      {(labelled) => (
        <NumberInput
          {...labelled}
          {...rest}
          ref={field.ref}
          onBlur={field.onBlur}
          value={field.value}
          onChange={field.onChange}
        />
      )}
    </Field>
  )
}
