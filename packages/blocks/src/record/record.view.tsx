import { Mic } from 'lucide-react'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { record } from './record.block'

export const recordView = defineView(record, {
  icon: Mic,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="Please leave a message after the tone." />
      <DurationField {...field('maxDuration')} hint="Seconds, or such as 1:30 or 2 min." />
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
