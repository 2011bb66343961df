import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2 } from 'lucide-react'
import { useId } from 'react'
import type { Pair } from './pairs'
import type { BoundField } from './view'

/** Rows of a name and a text. `one` is what a row is, in a word: “header”. */
export function PairsField({
  label,
  value,
  onChange,
  error,
  one,
  hint,
  nameExample,
  valueExample,
}: BoundField<Pair[]> & { one: string; hint?: string; nameExample: string; valueExample: string }) {
  const id = useId()
  const change = (at: number, part: Partial<Pair>) =>
    onChange(value.map((pair, index) => (index === at ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 text-[13px] font-medium">{label}</legend>
      {value.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
        <div key={index} className="grid min-w-0 grid-cols-[2fr_3fr_auto] items-center gap-1.5">
          <TextInput
            aria-label={`Name of ${one} ${index + 1}`}
            value={pair.name}
            placeholder={nameExample}
            onChange={(event) => change(index, { name: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            mono
          />
          <TextInput
            aria-label={`Value of ${one} ${index + 1}`}
            value={pair.value}
            placeholder={valueExample}
            onChange={(event) => change(index, { value: event.target.value })}
            autoComplete="off"
            spellCheck={false}
          />
          <IconButton
            icon={Trash2}
            label={`Remove ${one} ${index + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...value, { name: '', value: '' }])}
      >
        Add a {one}
      </Button>
      {hint ? <p className="text-xs text-faint">{hint}</p> : null}
      {error ? (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
