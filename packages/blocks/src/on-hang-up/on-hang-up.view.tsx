import { PhoneMissed } from 'lucide-react'
import { defineView } from '../view'
import { onHangUp } from './on-hang-up.block'

export const onHangUpView = defineView(onHangUp, {
  icon: PhoneMissed,
  summary: () => null,
  Settings: () => (
    <p className="text-soft">Only blocks that need no caller can follow: an SMS, a request, a message to somebody.</p>
  ),
})
