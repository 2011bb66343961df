import { Disc2 } from 'lucide-react'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { monitor } from './monitor.block'

export const monitorView = defineView(monitor, {
  icon: Disc2,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="This call is recorded." />
      <p className="text-xs text-faint">
        The whole call is recorded from here on. The recording comes after the call, in its log. Tell callers: in many
        places the law asks for it.
      </p>
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
