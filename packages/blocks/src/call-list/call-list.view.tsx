import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { ArrowUp, ListPlus, Plus, Trash2 } from 'lucide-react'
import { MoreFields } from '../more-fields'
import { NumberField } from '../number-field'
import { storedPhoneNumber } from '../phone-number'
import { PhoneNumberField } from '../phone-number-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { type CallListEntry, callList } from './call-list.block'

export const callListView = defineView(callList, {
  icon: ListPlus,
  summary: ({ numbers }) =>
    numbers.length === 0 ? null : numbers.map(({ label, number }) => label || number || '…').join(', then '),
  Settings: ({ config: { numbers, callerId, tag }, field }) => {
    const { onChange, error } = field('numbers')
    const change = (at: number, part: Partial<CallListEntry>) =>
      onChange(numbers.map((each, index) => (index === at ? { ...each, ...part } : each)))
    const up = (at: number) => {
      const next = [...numbers]
      next.splice(at - 1, 2, ...numbers.slice(at - 1, at + 1).reverse())
      onChange(next)
    }
    return (
      <>
        <div className="grid min-w-0 gap-2">
          {numbers.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: numbers have no other identity
            <fieldset key={index} className="grid min-w-0 gap-1.5 rounded-card border border-line p-2">
              <legend className="sr-only">Number {index + 1}</legend>
              <div className="flex items-center gap-1">
                <TextInput
                  aria-label={`Number ${index + 1}`}
                  value={entry.number}
                  placeholder="+6561234567"
                  onChange={(event) => change(index, { number: event.target.value })}
                  onBlur={() => change(index, { number: storedPhoneNumber(entry.number) })}
                  autoComplete="off"
                  mono
                />
                <IconButton
                  icon={ArrowUp}
                  label={`Move number ${index + 1} up`}
                  disabled={index === 0}
                  onClick={() => up(index)}
                />
                <IconButton
                  icon={Trash2}
                  label={`Remove number ${index + 1}`}
                  onClick={() => onChange(numbers.filter((_, at) => at !== index))}
                />
              </div>
              <div className="grid grid-cols-2 gap-1.5">
                <TextInput
                  aria-label={`Name of number ${index + 1}`}
                  value={entry.label}
                  placeholder="Mei"
                  onChange={(event) => change(index, { label: event.target.value })}
                  autoComplete="off"
                />
                <TextInput
                  aria-label={`Said before number ${index + 1} rings`}
                  value={entry.message}
                  placeholder="I try the next one."
                  onChange={(event) => change(index, { message: event.target.value })}
                  autoComplete="off"
                />
              </div>
            </fieldset>
          ))}
          {error ? <p className="text-xs text-bad">{error}</p> : null}
          <Button
            size="small"
            icon={Plus}
            className="justify-self-start"
            onClick={() => onChange([...numbers, { number: '', label: '', message: '' }])}
          >
            Add a number
          </Button>
        </div>
        <NumberField {...field('rounds')} />
        <MoreFields inUse={callerId !== '' || tag !== ''}>
          <PhoneNumberField {...field('callerId')} hint="The number that the other phone shows, or “private”." />
          <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
        </MoreFields>
      </>
    )
  },
})
