import { Volume2 } from 'lucide-react'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { play } from './play.block'

export const playView = defineView(play, {
  icon: Volume2,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="Welcome to Harbour Bakery." />
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
