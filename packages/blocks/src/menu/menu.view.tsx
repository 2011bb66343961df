import { carrierLimits } from '@patchbay/flow/field'
import { ListOrdered } from 'lucide-react'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { NumberField } from '../number-field'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { ChoicesForm } from './choices-form'
import { menu } from './menu.block'

export const menuView = defineView(menu, {
  icon: ListOrdered,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="For sales, press 1. For support, press 2." />
      <ChoicesForm choices={config.choices} onChange={field('choices').onChange} error={field('choices').error} />
      <DurationField {...field('timeout')} />
      <WordsField {...field('invalid')} max={carrierLimits.msg} />
      <NumberField {...field('invalidTries')} label="Ask again after a wrong key" />
      <WordsField {...field('silent')} max={carrierLimits.msg} />
      <NumberField {...field('silentTries')} label="Ask again if nothing is pressed" />
      <SwitchField
        {...field('private')}
        hint="The keys are never kept or shown, not even wrong ones; which way the call takes still shows in its log."
      />
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
