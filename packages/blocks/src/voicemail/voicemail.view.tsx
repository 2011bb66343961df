import { carrierLimits } from '@patchbay/flow/field'
import { Voicemail } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { voicemail } from './voicemail.block'

export const voicemailView = defineView(voicemail, {
  icon: Voicemail,
  summary: (config) => quoted(config.message),
  Settings: ({ config, field }) => (
    <>
      <MessageField
        {...field('message')}
        example="Please leave a message after the tone, then press hash. It will be recorded."
      />
      <DurationField {...field('maxDuration')} />
      <SwitchField {...field('review')} />
      {config.review ? <WordsField {...field('reviewMessage')} max={600} /> : null}
      <ChoiceField
        {...field('tell')}
        options={[
          { value: 'nobody', label: 'Nobody' },
          { value: 'email', label: 'By e-mail' },
          { value: 'sms', label: 'By SMS' },
        ]}
      />
      {config.tell === 'nobody' ? null : (
        <>
          <TextField
            {...field('to')}
            placeholder={config.tell === 'email' ? 'mei@example.com' : '+6561234567'}
            hint="Somebody is told even if the caller hangs up after speaking."
          />
          <WordsField {...field('text')} max={carrierLimits.sms} />
        </>
      )}
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
