import { Checkbox } from '@patchbay/ui/checkbox'
import { Field } from '@patchbay/ui/field'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextArea } from '@patchbay/ui/text-area'
import { TextInput } from '@patchbay/ui/text-input'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { weekly } from '../hours/hours.block'
import { WeeklyForm } from '../hours/weekly-form'
import { PhoneNumberField } from '../phone-number-field'
import type { Entry } from './call-list.block'

/** One number of the list: who that is, and what the caller hears before it rings. */
export function EntryForm({
  entry,
  position,
  onChange,
  onRemove,
  onUp,
  onDown,
}: {
  entry: Entry
  /** From 1. */
  position: number
  onChange: (entry: Entry) => void
  onRemove: () => void
  /** Absent where it is the first, or the last. */
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}) {
  return (
    <fieldset className="grid min-w-0 gap-2 rounded-card border border-line p-3">
      <legend className="sr-only">Number {position}</legend>
      <div className="flex min-w-0 items-center gap-1">
        <TextInput
          aria-label={`Name of number ${position}`}
          value={entry.label}
          placeholder="Mei"
          onChange={(event) => onChange({ ...entry, label: event.target.value })}
          autoComplete="off"
        />
        <IconButton icon={ArrowUp} label={`Move number ${position} up`} disabled={!onUp} onClick={onUp} />
        <IconButton icon={ArrowDown} label={`Move number ${position} down`} disabled={!onDown} onClick={onDown} />
        <IconButton icon={Trash2} label={`Remove number ${position}`} onClick={onRemove} />
      </div>
      <PhoneNumberField
        label={`Number ${position}`}
        value={entry.number}
        onChange={(number) => onChange({ ...entry, number })}
        placeholder="+6561234567"
      />
      <Field label={`Message before number ${position}`}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={entry.message}
            placeholder="One moment, I try Mei."
            onChange={(event) => onChange({ ...entry, message: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        label="Only at certain hours"
        checked={entry.weekly.length > 0}
        onChange={(only) => onChange({ ...entry, weekly: only ? weekly.initial : [] })}
      />
      {entry.weekly.length > 0 ? (
        <WeeklyForm weekly={entry.weekly} onChange={(next) => onChange({ ...entry, weekly: next })} />
      ) : null}
    </fieldset>
  )
}
