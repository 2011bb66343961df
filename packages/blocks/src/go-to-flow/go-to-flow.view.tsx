import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { Workflow } from 'lucide-react'
import { AskedSelect } from '../asked-select'
import { useNeighbours } from '../surroundings'
import { defineView } from '../view'
import { goToFlow } from './go-to-flow.block'
import { InputField } from './input-field'

const newest = 'newest'

export const goToFlowView = defineView(goToFlow, {
  icon: Workflow,
  summary: () => null,
  Settings: ({ config, field, change }) => {
    const flows = useNeighbours()?.flows
    const chosen = flows?.find(({ id }) => id === config.flow)
    const changed = chosen && JSON.stringify(chosen.ways) !== JSON.stringify(config.ways)
    const given = (key: string) => config.settings.find(({ name }) => name === key)?.value ?? ''
    return (
      <>
        <AskedSelect
          {...field('flow')}
          onChange={(id) => {
            const ways = flows?.find((flow) => flow.id === id)?.ways ?? []
            change({ flow: id, version: null, settings: [], ways: ways.length > 0 ? [...ways] : ['done'] })
          }}
          choices={flows?.map(({ id, name }) => ({ value: id, label: name }))}
          none="No other flow is published yet."
          hint="It has variables of its own, and comes back by “Return”."
        />
        {chosen ? (
          <Field label="Version" error={field('version').error}>
            {(control) => (
              <Select
                {...control}
                value={config.version === null ? newest : String(config.version)}
                onChange={(version) => field('version').onChange(version === newest ? null : Number(version))}
                options={[
                  { value: newest, label: 'the one published last' },
                  ...chosen.versions.map((version) => ({ value: String(version), label: `always version ${version}` })),
                ]}
              />
            )}
          </Field>
        ) : null}
        {chosen?.settings.map((setting) => (
          <Field key={setting.key} label={setting.label || setting.key}>
            {(control) => (
              <InputField
                control={control}
                type={setting.type}
                value={given(setting.key)}
                onChange={(value) => {
                  const others = config.settings.filter(({ name }) => name !== setting.key)
                  field('settings').onChange(value === '' ? others : [...others, { name: setting.key, value }])
                }}
              />
            )}
          </Field>
        ))}
        {field('settings').error ? <p className="text-xs text-bad">{field('settings').error}</p> : null}
        {changed ? (
          <button
            type="button"
            className="justify-self-start text-[13px] underline"
            onClick={() => field('ways').onChange([...chosen.ways])}
          >
            That flow returns in other ways now: take them over
          </button>
        ) : null}
      </>
    )
  },
})
