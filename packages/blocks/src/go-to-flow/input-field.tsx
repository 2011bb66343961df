import type { OtherFlow } from '@patchbay/flow/neighbours'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useFlowSettings } from '../known-names'

/** No text that an input can be given is empty, so this stands for none. */
const usual = '-'
const asItSays = 'as that flow says'

type InputProps = {
  control: { id: string }
  type: OtherFlow['settings'][number]['type']
  /** As a text, in which names are filled in; empty for none. */
  value: string
  onChange: (value: string) => void
}

/** What is given to a setting of another flow, by the kind of that setting. */
export function InputField({ control, type, value, onChange }: InputProps) {
  const ownHours = Object.entries(useFlowSettings()).filter((entry) => entry[1].type === 'hours')
  if (type !== 'yes-no' && type !== 'hours')
    return (
      <TextInput
        {...control}
        value={value}
        placeholder={type === 'number' ? `${asItSays}, or a number` : asItSays}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
      />
    )
  const offered =
    type === 'yes-no'
      ? [
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]
      : ownHours.map(([key, { label }]) => ({
          value: `{{ settings.${key} }}`,
          label: `“${label || key}” of each number`,
        }))
  const known = value === '' || offered.some((option) => option.value === value)
  return (
    <Select
      {...control}
      value={value === '' ? usual : value}
      onChange={(chosen) => onChange(chosen === usual ? '' : chosen)}
      options={[{ value: usual, label: asItSays }, ...offered, ...(known ? [] : [{ value, label: value }])]}
    />
  )
}
