import { Users } from 'lucide-react'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { PhoneNumberField } from '../phone-number-field'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { conference } from './conference.block'

export const conferenceView = defineView(conference, {
  icon: Users,
  summary: ({ room }) => (room === '' ? null : `Room ${room}`),
  Settings: ({ config, field }) => (
    <>
      <TextField
        {...field('room')}
        hint="Callers who come into the same room hear each other. {{ digits }} may name it."
      />
      <MessageField {...field('message')} example="Welcome. You are now joining the meeting." />
      <SwitchField {...field('goOn')} hint="A room takes eight callers. Otherwise the carrier hangs up." />
      <MoreFields inUse={config.callerId !== '' || config.tag !== ''}>
        <PhoneNumberField {...field('callerId')} />
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
