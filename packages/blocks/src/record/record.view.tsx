import { Voicemail } from 'lucide-react'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { NumberField } from '../number-field'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { record } from './record.block'

export const recordView = defineView(record, {
  icon: Voicemail,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} placeholder="Please leave a message after the tone." />
      <NumberField {...field('maxDuration')} />
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
