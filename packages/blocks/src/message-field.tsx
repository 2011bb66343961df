import { carrierLimits } from '@patchbay/flow/field'
import { variables } from '@patchbay/flow/template'
import { Field } from '@patchbay/ui/field'
import { TextArea } from '@patchbay/ui/text-area'
import { useRef } from 'react'
import type { BoundField } from './view'

/** What is said or written: its length beside the label, and a chip for each variable, put in at the cursor. */
export function MessageField({
  label,
  value,
  onChange,
  error,
  placeholder,
  max = carrierLimits.msg,
}: BoundField<string> & { max?: number }) {
  const area = useRef<HTMLTextAreaElement>(null)

  function insert(name: string) {
    const variable = `{{ ${name} }}`
    const start = area.current?.selectionStart ?? value.length
    const end = area.current?.selectionEnd ?? value.length
    onChange(value.slice(0, start) + variable + value.slice(end))
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(start + variable.length, start + variable.length)
    })
  }

  return (
    <div className="grid gap-1.5">
      <Field label={label} error={error} aside={`${value.length.toLocaleString()} of ${max.toLocaleString()}`}>
        {(control) => (
          <TextArea
            {...control}
            ref={area}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            placeholder={placeholder}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-1">
        {Object.entries(variables).map(([name, meaning]) => (
          <button
            key={name}
            type="button"
            title={`Put in ${meaning}`}
            aria-label={`Put in ${meaning}`}
            onClick={() => insert(name)}
            className="rounded-md bg-block-logic/12 px-1.5 py-0.5 font-mono text-xs text-block-logic hover:bg-block-logic/20"
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  )
}
