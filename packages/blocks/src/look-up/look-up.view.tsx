import { TableProperties } from 'lucide-react'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { lookUp } from './look-up.block'

export const lookUpView = defineView(lookUp, {
  icon: TableProperties,
  summary: ({ table, by }) => (table === '' ? null : `${by} in ${table}`),
  Settings: ({ field }) => (
    <>
      <TextField {...field('table')} mono hint="As it is called on the page Tables." />
      <WordsField {...field('by')} max={500} />
      <p className="text-xs text-faint">What is found stands below this block’s name: row, a dot, the column.</p>
    </>
  ),
})
