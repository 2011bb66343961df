import { Field } from '@patchbay/ui/field'
import { Check } from 'lucide-react'
import { useId } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { PasswordInput } from './password-input'
import { passwordRules, type Whose } from './password-rules'

export type NewPasswordFieldProps = {
  label?: string
  /** From `register`. */
  field: UseFormRegisterReturn
  /** What is typed so far. */
  value: string
  whose: Whose
  error: string | undefined
}

/** A password that somebody makes up: what it needs is said before, and ticked off while they type. */
export function NewPasswordField({ label = 'Password', field, value, whose, error }: NewPasswordFieldProps) {
  const rulesId = useId()
  return (
    <div className="grid gap-1.5">
      <Field label={label} error={error} hint="Several words that don’t belong together are easy to keep in mind.">
        {(control) => (
          <PasswordInput
            {...control}
            {...field}
            autoComplete="new-password"
            aria-describedby={[control['aria-describedby'], rulesId].filter(Boolean).join(' ')}
          />
        )}
      </Field>
      <ul id={rulesId} aria-label="What the password needs" className="grid gap-1 text-xs">
        {passwordRules(value, whose).map(({ words, met }) => (
          <li key={words} className={`flex items-start gap-1.5 ${met ? 'text-live' : 'text-soft'}`}>
            {met ? <Check aria-hidden size={14} strokeWidth={2.5} className="mt-px shrink-0" /> : <Waiting />}
            <span>
              {words}
              {met ? <span className="sr-only">: done</span> : null}
            </span>
          </li>
        ))}
        <li className="flex items-start gap-1.5 text-soft">
          <Waiting />
          None that was stolen elsewhere: that is looked up when you go on
        </li>
      </ul>
    </div>
  )
}

/** Stands before what is not there yet. */
function Waiting() {
  return (
    <span aria-hidden className="mt-px grid size-3.5 shrink-0 place-items-center">
      <span className="size-1.5 rounded-full bg-control" />
    </span>
  )
}
