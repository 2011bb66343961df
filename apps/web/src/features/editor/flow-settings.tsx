import { languageName, languages } from '@patchbay/blocks/voice'
import { WeeklyForm } from '@patchbay/blocks/weekly-form'
import type { FlowSetting } from '@patchbay/flow/document'
import { hoursOf } from '@patchbay/flow/weekly-hours'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { IconButton } from '@patchbay/ui/icon-button'
import { NumberInput } from '@patchbay/ui/number-input'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useEditor, useFlow } from './editor-context'

type Type = FlowSetting['type']

const types: ReadonlyArray<{ value: Type; label: string }> = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'phone', label: 'phone number' },
  { value: 'audio', label: 'recording (address)' },
  { value: 'yes-no', label: 'yes or no' },
  { value: 'hours', label: 'opening hours' },
]

/** What belongs to the whole flow: what each number may say for itself, and the language of prompts. */
export function FlowSettings() {
  const { flow, mayDraw } = useEditor()
  const settings = useFlow((state) => state.document.settings)
  const language = useFlow((state) => state.document.language)
  const [name, setName] = useState('')
  const key = keyOf(name)
  const taken = Object.hasOwn(settings, key)
  const put = (at: string, setting: FlowSetting | null, what: string) =>
    flow.edit(what, [{ type: 'setting', key: at, setting }], `setting:${at}`)
  return (
    <section aria-labelledby="flow-settings" className="grid gap-3 border-t border-line pt-4">
      <div>
        <h2 id="flow-settings" className="font-semibold">
          Settings of the flow
        </h2>
        <p className="text-xs text-faint">
          What may differ from number to number, such as a shop’s name. Each number says its own under Numbers.
        </p>
      </div>
      {Object.entries(settings).map(([at, setting]) => (
        <fieldset key={at} className="grid min-w-0 gap-1.5 rounded-card border border-line p-2">
          <legend className="sr-only">{setting.label || at}</legend>
          <div className="flex min-w-0 items-center gap-1.5">
            <TextInput
              aria-label={`Name of ${at}`}
              value={setting.label}
              maxLength={80}
              onChange={(event) => put(at, { ...setting, label: event.target.value }, 'name a setting')}
              autoComplete="off"
            />
            {mayDraw ? (
              <IconButton
                icon={Trash2}
                label={`Remove ${setting.label || at}`}
                onClick={() => put(at, null, `remove the setting “${setting.label || at}”`)}
              />
            ) : null}
          </div>
          <div className="grid min-w-0 grid-cols-2 gap-1.5">
            <Select
              aria-label={`Kind of ${at}`}
              value={setting.type}
              options={types}
              onChange={(type) => put(at, { ...setting, type, initial: emptyOf(type) }, 'change a setting')}
            />
            {setting.type === 'hours' ? null : (
              <Initial
                at={at}
                setting={setting}
                onChange={(initial) => put(at, { ...setting, initial }, 'change a setting')}
              />
            )}
          </div>
          {setting.type === 'hours' ? (
            <WeeklyForm
              weekly={hoursOf(setting.initial)}
              onChange={(initial) => put(at, { ...setting, initial }, 'change a setting')}
            />
          ) : null}
          <code className="font-mono text-xs text-faint">{`{{ settings.${at} }}`}</code>
        </fieldset>
      ))}
      {mayDraw ? (
        <form
          className="flex items-end gap-1.5"
          onSubmit={(event) => {
            event.preventDefault()
            if (key === '' || taken) return
            put(key, { label: name.trim(), type: 'text', initial: '' }, `add the setting “${name.trim()}”`)
            setName('')
          }}
        >
          <Field label="New setting" className="flex-1" error={taken ? 'There is one of that name.' : undefined}>
            {(control) => (
              <TextInput
                {...control}
                value={name}
                maxLength={40}
                placeholder="Name of the shop"
                onChange={(event) => setName(event.target.value)}
                autoComplete="off"
              />
            )}
          </Field>
          <Button type="submit" icon={Plus} disabled={key === '' || taken}>
            Add
          </Button>
        </form>
      ) : null}
      <Field label="Language of prompts">
        {(control) => (
          <Select
            {...control}
            value={language}
            options={[...new Set([...languages, language])].map((code) => ({ value: code, label: languageName(code) }))}
            onChange={(code) => flow.edit('change the language of prompts', [{ type: 'language', language: code }])}
          />
        )}
      </Field>
    </section>
  )
}

type InitialProps = { at: string; setting: FlowSetting; onChange: (initial: FlowSetting['initial']) => void }

function Initial({ at, setting: { type, initial }, onChange }: InitialProps) {
  const called = `Usual value of ${at}`
  if (type === 'yes-no')
    return (
      <Select
        aria-label={called}
        value={initial === true ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
        onChange={(chosen) => onChange(chosen === 'yes')}
      />
    )
  if (type === 'number')
    return (
      <NumberInput
        aria-label={called}
        value={typeof initial === 'number' ? initial : undefined}
        placeholder="usually"
        onChange={(next) => onChange(next ?? null)}
      />
    )
  return (
    <TextInput
      aria-label={called}
      value={typeof initial === 'string' ? initial : ''}
      maxLength={1_000}
      placeholder="usually"
      onChange={(event) => onChange(event.target.value)}
      autoComplete="off"
    />
  )
}

function emptyOf(type: Type): FlowSetting['initial'] {
  if (type === 'yes-no') return false
  if (type === 'hours') return [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]
  return type === 'number' ? null : ''
}

/** How texts name it: `Name of the shop` → `name_of_the_shop`. Empty where nothing is left. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
}
