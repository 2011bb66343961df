import { PhoneForwarded } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { MessageField } from '../message-field'
import { PhoneNumberField } from '../phone-number-field'
import { PutThroughFields } from '../put-through-fields'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { transfer } from './transfer.block'

export const transferView = defineView(transfer, {
  icon: PhoneForwarded,
  summary: (config) => {
    const room = config.room === '' ? 'To a room of its own' : `To the room “${config.room}”`
    const where = config.to === 'room' ? room : config.dest && `To ${config.dest}`
    const said = [where, quoted(config.message)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ config, field }) => (
    <>
      <ChoiceField
        {...field('to')}
        options={[
          { value: 'number', label: 'A number' },
          { value: 'room', label: 'A conference room' },
        ]}
      />
      {config.to === 'number' ? (
        <PhoneNumberField {...field('dest')} placeholder="+6561234567" />
      ) : (
        <TextField {...field('room')} hint="Callers who come into the same room hear each other." />
      )}
      <MessageField {...field('message')} example="Please hold while we connect you." />
      <SwitchField
        {...field('goOn')}
        label="If nobody answers, go on in the flow"
        hint="Otherwise the carrier hangs up."
      />
      {config.goOn ? <SwitchField {...field('split')} /> : null}
      <PutThroughFields callerId={field('callerId')} tag={field('tag')} />
    </>
  ),
})
