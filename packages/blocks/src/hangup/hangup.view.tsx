import { PhoneOff } from 'lucide-react'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { hangup } from './hangup.block'

export const hangupView = defineView(hangup, {
  icon: PhoneOff,
  summary: (config) => (config.force ? 'At once' : quoted(config.message)),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="Thank you for calling. Goodbye." />
      <MoreFields inUse={config.force || config.tag !== ''}>
        <SwitchField {...field('force')} />
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
