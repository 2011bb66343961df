import { Users } from 'lucide-react'
import { MessageField } from '../message-field'
import { PutThroughFields } from '../put-through-fields'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { conference } from './conference.block'

export const conferenceView = defineView(conference, {
  icon: Users,
  summary: ({ room, message }) => {
    const said = [room && `Into the room ${room.includes('{') ? room : `“${room}”`}`, quoted(message)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ field }) => (
    <>
      <TextField
        {...field('room')}
        mono
        hint="Callers who come into the same room hear each other, at most 8 of them. {{ settings.room }} or {{ pin.digits }} gives each their own."
      />
      <MessageField {...field('message')} example="You are joining the conference." />
      <SwitchField {...field('goOn')} hint="Such as when it is full. Otherwise the carrier hangs up." />
      <PutThroughFields callerId={field('callerId')} tag={field('tag')} />
    </>
  ),
})
