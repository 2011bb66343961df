import { TableProperties } from 'lucide-react'
import { AskedSelect } from '../asked-select'
import { useNeighbours } from '../surroundings'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { lookUp } from './look-up.block'

export const lookUpView = defineView(lookUp, {
  icon: TableProperties,
  summary: ({ table, by }) => (table === '' ? null : `${by} in ${table}`),
  Settings: ({ field }) => {
    const tables = useNeighbours()?.tables
    return (
      <>
        <AskedSelect
          {...field('table')}
          choices={tables?.map(({ key, name }) => ({ value: key, label: name }))}
          none="There is no table yet: bring one in on the page Tables."
        />
        <WordsField {...field('by')} max={500} />
        <p className="text-xs text-faint">What is found stands below this block’s name: row, a dot, the column.</p>
      </>
    )
  },
})
