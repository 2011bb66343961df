import { WeeklyForm } from '@patchbay/blocks/weekly-form'
import { hoursOf } from '@patchbay/flow/weekly-hours'
import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { NumberInput } from '@patchbay/ui/number-input'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { writeNumber } from '../../app/phone-number'
import { type Outputs, queryClient, sentenceOf, trpc } from '../../app/trpc'

type ListedNumber = Outputs['numbers']['list'][number]
type Declared = ListedNumber['settings']['declared'][string]
type Value = ListedNumber['settings']['given'][string]

/** What the flow lets this number say for itself. What is left empty is as the flow says. */
export function NumberSettings({ number, onClose }: { number: ListedNumber; onClose: () => void }) {
  const [given, setGiven] = useState<Record<string, Value>>(number.settings.given)
  const set = useMutation(
    trpc.numbers.setSettings.mutationOptions({
      meta: { quiet: true },
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.numbers.list.pathFilter())
        toast.success(`${writeNumber(number.e164)} uses them from the next call on.`)
        onClose()
      },
    }),
  )
  const declared = Object.entries(number.settings.declared)
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Settings of ${writeNumber(number.e164)}`}
      description={`For “${number.version?.flowName ?? ''}”. What is left empty is as the flow says.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={set.isPending}
            onClick={() => {
              const known = Object.entries(given).filter(([key]) => Object.hasOwn(number.settings.declared, key))
              set.mutate({ numberId: number.id, settings: Object.fromEntries(known) })
            }}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {set.isError ? (
          <p role="alert" className="text-bad">
            {sentenceOf(set.error)}
          </p>
        ) : null}
        {declared.map(([key, setting]) => {
          const value = given[key] ?? null
          const change = (next: Value) => setGiven((before) => ({ ...before, [key]: next }))
          if (setting.type === 'hours')
            return <OwnHours key={key} label={setting.label || key} setting={setting} value={value} onChange={change} />
          return (
            <Field key={key} label={setting.label || key}>
              {(control) => <Control control={control} setting={setting} value={value} onChange={change} />}
            </Field>
          )
        })}
      </div>
    </Dialog>
  )
}

type OwnHoursProps = { label: string; setting: Declared; value: Value; onChange: (value: Value) => void }

/** Opening hours of this number's own, once somebody wants them; they begin as the flow's. */
function OwnHours({ label, setting, value, onChange }: OwnHoursProps) {
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-[13px] font-medium">{label}</legend>
      {value === null ? null : <WeeklyForm weekly={hoursOf(value)} onChange={onChange} />}
      <Button
        size="small"
        className="justify-self-start"
        onClick={() => onChange(value === null ? hoursOf(setting.initial) : null)}
      >
        {value === null ? 'As the flow says. Give it hours of its own' : 'Take the flow’s hours again'}
      </Button>
    </fieldset>
  )
}

type ControlProps = {
  control: { id: string }
  setting: Declared
  value: Value
  onChange: (value: Value) => void
}

function Control({ control, setting, value, onChange }: ControlProps) {
  const usual = wordsOf(setting.initial)
  if (setting.type === 'yes-no')
    return (
      <Select
        {...control}
        value={value === null ? 'usual' : value === true ? 'yes' : 'no'}
        onChange={(chosen) => onChange(chosen === 'usual' ? null : chosen === 'yes')}
        options={[
          { value: 'usual', label: `as the flow says (${usual})` },
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
      />
    )
  if (setting.type === 'number')
    return (
      <NumberInput
        {...control}
        value={typeof value === 'number' ? value : undefined}
        placeholder={usual}
        onChange={(next) => onChange(next ?? null)}
      />
    )
  return (
    <TextInput
      {...control}
      value={typeof value === 'string' ? value : ''}
      placeholder={usual}
      onChange={(event) => onChange(event.target.value)}
      autoComplete="off"
    />
  )
}

function wordsOf(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null || typeof value === 'object' ? '' : String(value)
}
