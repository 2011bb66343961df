import { PhoneIncoming } from 'lucide-react'
import { defineView } from '../view'
import { answer } from './answer.block'

/** Nothing to set: which numbers ring it is chosen when the flow is published. */
export const answerView = defineView(answer, {
  icon: PhoneIncoming,
  summary: () => null,
  Settings: () => (
    <p className="text-soft">
      A call starts here when somebody rings a number that runs this flow. Choose the numbers when you publish. The
      caller pays nothing until a block speaks: the first one after this picks up.
    </p>
  ),
})
