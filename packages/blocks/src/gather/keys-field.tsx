import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import type { BoundField } from '../view'

/** `#` is not among them: it ends what the caller types. */
const keypad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*'] as const

const order = new Map<string, number>(keypad.map((key, index) => [key, index]))

/** Single keys are picked on a keypad; codes of several digits are typed and listed. */
export function KeysField({ single, ...field }: BoundField<string[]> & { single: boolean }) {
  return single ? <Keypad {...field} /> : <Codes {...field} />
}

function Keypad({ label, value, onChange, error }: BoundField<string[]>) {
  const id = useId()
  const odd = value.filter((key) => !order.has(key))
  const toggle = (key: string) => {
    const next = value.includes(key) ? value.filter((other) => other !== key) : [...value, key]
    onChange(next.sort((one, other) => (order.get(one) ?? 99) - (order.get(other) ?? 99)))
  }
  return (
    <fieldset aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`} className="grid gap-1.5">
      <legend className="mb-1 text-[13px] font-medium">{label}</legend>
      <div className="grid grid-cols-6 gap-1.5">
        {keypad.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={`Key ${key}`}
            aria-pressed={value.includes(key)}
            onClick={() => toggle(key)}
            className={`h-8 rounded-[7px] border font-mono text-[13px] font-semibold ${
              value.includes(key)
                ? 'border-block-middle bg-block-middle text-on-colour'
                : 'border-line bg-panel text-soft hover:border-control hover:text-ink'
            }`}
          >
            {key}
          </button>
        ))}
      </div>
      <p id={`${id}-hint`} className="text-xs text-faint">
        Each key that you pick becomes a way out of this block.
      </p>
      <CodeList codes={odd} onRemove={(code) => onChange(value.filter((other) => other !== code))} />
      {error ? (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

function Codes({ value, onChange, error }: BoundField<string[]>) {
  const [typed, setTyped] = useState('')
  const codes = typed.split(/[\s,;]+/).filter((code) => code !== '')
  const wrong = codes.find((code) => !/^[0-9*]{1,32}$/.test(code))
  const add = () => {
    if (codes.length === 0 || wrong !== undefined) return
    onChange([...new Set([...value, ...codes])])
    setTyped('')
  }
  return (
    <div className="grid gap-1.5">
      <Field
        label="Codes with a way out of their own"
        error={wrong === undefined ? error : `“${wrong}” can't be pressed: a code is made of 0 to 9 and *.`}
        hint="Such as 100, or 100, 200, 300. Everything else takes “digits entered”."
      >
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              mono
              inputMode="tel"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            <Button onClick={add} disabled={codes.length === 0}>
              Add
            </Button>
          </div>
        )}
      </Field>
      <CodeList codes={value} onRemove={(code) => onChange(value.filter((other) => other !== code))} />
    </div>
  )
}

function CodeList({ codes, onRemove }: { codes: readonly string[]; onRemove: (code: string) => void }) {
  if (codes.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5">
      {codes.map((code) => (
        <li
          key={code}
          className="flex items-center gap-1 rounded-md border border-line bg-bg py-0.5 pr-0.5 pl-2 font-mono text-[13px]"
        >
          {code}
          <button
            type="button"
            aria-label={`Remove ${code}`}
            onClick={() => onRemove(code)}
            className="grid size-5 place-items-center rounded text-soft hover:text-bad"
          >
            <X aria-hidden size={13} />
          </button>
        </li>
      ))}
    </ul>
  )
}
