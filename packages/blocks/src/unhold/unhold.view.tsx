import { CirclePlay } from 'lucide-react'
import { MoreFields } from '../more-fields'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { unhold } from './unhold.block'

export const unholdView = defineView(unhold, {
  icon: CirclePlay,
  summary: () => null,
  Settings: ({ config, field }) => (
    <>
      <p className="text-soft">The caller who was kept waiting by “Hold” hears the flow again from here.</p>
      <MoreFields inUse={config.tag !== ''}>
        <TextField {...field('tag')} hint="The carrier gives it back with each notification." />
      </MoreFields>
    </>
  ),
})
