import { carrierLimits } from '@patchbay/flow/field'
import { MessageSquareText } from 'lucide-react'
import { MoreFields } from '../more-fields'
import { PhoneNumberField } from '../phone-number-field'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { sms } from './sms.block'

export const smsView = defineView(sms, {
  icon: MessageSquareText,
  summary: (config) => {
    const said = [config.dest && `To ${config.dest}`, quoted(config.text)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ config, field }) => (
    <>
      <PhoneNumberField {...field('dest')} placeholder="+6561234567" hint="{{ caller }} sends it to whoever rang." />
      <WordsField {...field('text')} max={carrierLimits.sms} />
      <MoreFields inUse={config.senderName !== '' || config.tag !== ''}>
        <TextField {...field('senderName')} />
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
