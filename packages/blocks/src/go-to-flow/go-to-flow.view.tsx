import { Workflow } from 'lucide-react'
import { NumberField } from '../number-field'
import { PairsField } from '../pairs-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { goToFlow } from './go-to-flow.block'

export const goToFlowView = defineView(goToFlow, {
  icon: Workflow,
  summary: () => null,
  Settings: ({ field }) => (
    <>
      <TextField {...field('flow')} mono />
      <NumberField {...field('version')} />
      <PairsField {...field('settings')} one="setting" nameExample="greeting" valueExample="Welcome" />
    </>
  ),
})
