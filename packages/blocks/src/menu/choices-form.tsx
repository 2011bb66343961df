import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2 } from 'lucide-react'
import type { MenuChoice } from './menu.block'

export type ChoicesFormProps = {
  choices: readonly MenuChoice[]
  onChange: (choices: MenuChoice[]) => void
  error?: string | undefined
}

/** Rows of a key and what it stands for. */
export function ChoicesForm({ choices, onChange, error }: ChoicesFormProps) {
  const change = (at: number, part: Partial<MenuChoice>) =>
    onChange(choices.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1 text-[13px] font-medium">Choices</legend>
      {choices.map(({ key, label }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
        <div key={index} className="grid min-w-0 grid-cols-[4.5rem_1fr_auto] items-center gap-1.5">
          <TextInput
            aria-label={`Key of choice ${index + 1}`}
            value={key}
            inputMode="tel"
            maxLength={32}
            onChange={(event) => change(index, { key: event.target.value.replace(/[^0-9*]/g, '') })}
            autoComplete="off"
            mono
          />
          <TextInput
            aria-label={`Name of choice ${index + 1}`}
            value={label}
            placeholder="Sales"
            onChange={(event) => change(index, { label: event.target.value })}
            autoComplete="off"
          />
          <IconButton
            icon={Trash2}
            label={`Remove choice ${index + 1}`}
            onClick={() => onChange(choices.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error ? <p className="text-xs text-bad">{error}</p> : null}
      <Button
        size="small"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...choices, { key: nextKey(choices), label: '' }])}
      >
        Add a choice
      </Button>
    </fieldset>
  )
}

/** The first key that is free, from 1 on. */
function nextKey(choices: readonly MenuChoice[]): string {
  const free = [...'1234567890*'].find((key) => !choices.some((choice) => choice.key === key))
  return free ?? ''
}
