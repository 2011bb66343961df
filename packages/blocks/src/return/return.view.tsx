import { CornerDownLeft } from 'lucide-react'
import { PairsField } from '../pairs-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { returnBlock } from './return.block'

export const returnView = defineView(returnBlock, {
  icon: CornerDownLeft,
  summary: ({ way }) => (way === '' || way === 'done' ? null : `By “${way}”`),
  Settings: ({ field }) => (
    <>
      <TextField {...field('way')} hint="Each way back is an exit of the block that went to this flow." />
      <PairsField {...field('results')} one="result" nameExample="extension" valueExample="{{ digits }}" />
    </>
  ),
})
