import { Field } from '@patchbay/ui/field'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { PasswordInput } from './password-input'

export type OwnPasswordFieldProps = { email: string; field: UseFormRegisterReturn; error: string | undefined }

/** One's password, where somebody who is signed in shows that it is them. */
export function OwnPasswordField({ email, field, error }: OwnPasswordFieldProps) {
  return (
    <>
      <input type="text" hidden readOnly name="username" autoComplete="username" value={email} />
      <Field label="Your password" error={error}>
        {(control) => <PasswordInput {...control} {...field} autoComplete="current-password" />}
      </Field>
    </>
  )
}
