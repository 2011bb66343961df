import { Grid3x3 } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { NumberField } from '../number-field'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { gather } from './gather.block'
import { KeysField } from './keys-field'

export const gatherView = defineView(gather, {
  icon: Grid3x3,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => {
    const single = config.maxDigits === 1
    const mostDigits = field('maxDigits')
    return (
      <>
        <MessageField {...field('message')} example="For sales, press 1. For support, press 2." />
        <ChoiceField
          label="The caller presses"
          value={single ? 'one' : 'several'}
          onChange={(mode) => mostDigits.onChange(mode === 'one' ? 1 : null)}
          options={[
            { value: 'one', label: 'One key' },
            { value: 'several', label: 'Several digits' },
          ]}
        />
        <KeysField {...field('keys')} single={single} />
        {single ? null : (
          <NumberField
            {...mostDigits}
            onChange={(most) => mostDigits.onChange(most === 1 ? 2 : most)}
            hint="With no limit, # ends what the caller types."
          />
        )}
        <div className="grid grid-cols-2 gap-3">
          <DurationField {...field('timeout')} />
          <NumberField {...field('attempts')} />
        </div>
        <SwitchField
          {...field('private')}
          hint="The digits are never kept or shown. A Look up can look for them and a Request can send them, during the call; which way the call takes shows in its log."
        />
        <MoreFields inUse={config.tag !== ''}>
          <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
        </MoreFields>
      </>
    )
  },
})
