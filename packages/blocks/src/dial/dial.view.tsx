import { PhoneOutgoing } from 'lucide-react'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { PhoneNumberField } from '../phone-number-field'
import { quoted } from '../spoken-text'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { TooManyField } from '../too-many-field'
import { defineView } from '../view'
import { dial } from './dial.block'

export const dialView = defineView(dial, {
  icon: PhoneOutgoing,
  summary: (config) => {
    const said = [config.dest && `Rings ${config.dest}`, quoted(config.message)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ config, field }) => (
    <>
      <PhoneNumberField {...field('dest')} hint="Left empty, it is asked for whenever a call is placed." />
      <MessageField {...field('message')} example="Your table is booked for eight o’clock." />
      <SwitchField {...field('announceOnly')} hint="No block can follow: the carrier tells nothing more." />
      <MoreFields inUse={config.callerId !== '' || config.maxDuration !== null || config.tag !== '' || config.tooMany}>
        <PhoneNumberField {...field('callerId')} hint="The number that the other phone shows, or “private”." />
        <DurationField {...field('maxDuration')} hint="Seconds, or such as 1:30 or 2 min." />
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
        {config.announceOnly ? null : <TooManyField {...field('tooMany')} />}
      </MoreFields>
    </>
  ),
})
