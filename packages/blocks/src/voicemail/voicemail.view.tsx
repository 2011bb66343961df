import { carrierLimits } from '@patchbay/flow/field'
import { Voicemail } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { NumberField } from '../number-field'
import { PhoneNumberField } from '../phone-number-field'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { voicemail } from './voicemail.block'

export const voicemailView = defineView(voicemail, {
  icon: Voicemail,
  summary: ({ message, tell, to }) => {
    const said = [tell !== 'nobody' && to !== '' && `Tells ${to}`, quoted(message)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ config, field }) => (
    <>
      <MessageField {...field('message')} example="Please leave a message after the tone, then press hash." />
      <DurationField {...field('maxDuration')} hint="Seconds, or such as 1:30 or 2 min." />
      <SwitchField {...field('review')} />
      {config.review ? (
        <>
          <MessageField {...field('reviewMessage')} example="To keep it, press 1. To record it again, press 2." />
          <NumberField {...field('askAgain')} hint="After that the last recording is kept." />
        </>
      ) : null}
      <ChoiceField
        {...field('tell')}
        options={[
          { value: 'nobody', label: 'Nobody' },
          { value: 'email', label: 'By e-mail' },
          { value: 'sms', label: 'By SMS' },
        ]}
      />
      {config.tell === 'email' ? <TextField {...field('to')} placeholder="mei@example.com" /> : null}
      {config.tell === 'sms' ? <PhoneNumberField {...field('to')} placeholder="+6561234567" /> : null}
      {config.tell === 'nobody' ? (
        <p className="text-xs text-faint">The message stands in the log of the call.</p>
      ) : (
        <WordsField {...field('text')} max={carrierLimits.sms} />
      )}
      <MessageField {...field('thanks')} example="Thank you. We will call you back." />
    </>
  ),
})
