import { PhoneIncoming } from 'lucide-react'
import { MoreFields } from '../more-fields'
import { TooManyField } from '../too-many-field'
import { defineView } from '../view'
import { answer } from './answer.block'

/** Which numbers ring it is chosen when the flow is published. */
export const answerView = defineView(answer, {
  icon: PhoneIncoming,
  summary: () => null,
  Settings: ({ config, field }) => (
    <>
      <p className="text-soft">
        A call starts here when somebody rings a number that runs this flow. Choose the numbers when you publish. The
        caller pays nothing until a block speaks: the first one after this picks up.
      </p>
      <MoreFields inUse={config.tooMany}>
        <TooManyField {...field('tooMany')} />
      </MoreFields>
    </>
  ),
})
