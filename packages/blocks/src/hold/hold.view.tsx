import { CirclePause } from 'lucide-react'
import { MessageField } from '../message-field'
import { quoted } from '../spoken-text'
import { defineView } from '../view'
import { hold } from './hold.block'

export const holdView = defineView(hold, {
  icon: CirclePause,
  summary: (config) => quoted(config.message),
  Settings: ({ field }) => (
    <>
      <MessageField {...field('message')} example="Please wait. We will be with you in a moment." />
      <p className="text-xs text-faint">
        It is said again and again until “Unhold”. Only blocks that need no caller can stand between.
      </p>
    </>
  ),
})
