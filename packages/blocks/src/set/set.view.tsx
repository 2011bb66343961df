import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2, Variable } from 'lucide-react'
import { defineView } from '../view'
import { type Assignment, set } from './set.block'

const typeOptions = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'yes-no', label: 'yes or no' },
] as const

export const setView = defineView(set, {
  icon: Variable,
  summary: ({ values }) =>
    values.length === 0 ? null : values.map(({ name, value }) => `${name}: ${value}`).join(', '),
  Settings: ({ config: { values }, field }) => {
    const { onChange, error } = field('values')
    const change = (at: number, part: Partial<Assignment>) =>
      onChange(values.map((each, index) => (index === at ? { ...each, ...part } : each)))
    return (
      <div className="grid min-w-0 gap-2">
        {values.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
          <fieldset key={index} className="grid min-w-0 gap-1.5 rounded-card border border-line p-3">
            <legend className="sr-only">Variable {index + 1}</legend>
            <div className="flex min-w-0 items-center gap-1.5">
              <TextInput
                aria-label={`Name of variable ${index + 1}`}
                value={each.name}
                placeholder="customer"
                onChange={(event) => change(index, { name: event.target.value })}
                autoComplete="off"
                spellCheck={false}
                mono
              />
              <Select
                aria-label={`Kind of variable ${index + 1}`}
                value={each.as}
                onChange={(as) => change(index, { as })}
                options={[...typeOptions]}
              />
              <IconButton
                icon={Trash2}
                label={`Remove variable ${index + 1}`}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              />
            </div>
            <TextInput
              aria-label={`Value of variable ${index + 1}`}
              value={each.value}
              placeholder="{{ digits }}"
              onChange={(event) => change(index, { value: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          </fieldset>
        ))}
        {error ? <p className="text-xs text-bad">{error}</p> : null}
        <Button
          icon={Plus}
          className="justify-self-start"
          onClick={() => onChange([...values, { name: '', value: '', as: 'text' }])}
        >
          Add a variable
        </Button>
        <p className="text-xs text-faint">
          Texts name it as {'{{ customer }}'}. A variable called “language” chooses the language of prompts.
        </p>
      </div>
    )
  },
})
