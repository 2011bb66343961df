import { Button } from '@patchbay/ui/button'
import { Plus, Rows3 } from 'lucide-react'
import { freshId } from '../fresh-id'
import { ZoneField } from '../hours/zone-field'
import { NumberField } from '../number-field'
import { PutThroughFields } from '../put-through-fields'
import { defineView } from '../view'
import { callList } from './call-list.block'
import { EntryForm } from './entry-form'

export const callListView = defineView(callList, {
  icon: Rows3,
  summary: ({ numbers }) => {
    const said = numbers.map(({ label, number }) => label || number).filter(Boolean)
    return said.length > 0 ? said.join(', then ') : null
  },
  Settings: ({ config: { numbers }, field }) => {
    const { onChange, error } = field('numbers')
    const swap = (at: number) => {
      const next = [...numbers]
      next.splice(at, 2, ...numbers.slice(at, at + 2).reverse())
      onChange(next)
    }
    return (
      <>
        <div className="grid min-w-0 gap-2">
          <p className="text-soft">They are rung in this order. Whoever answers first is joined to the caller.</p>
          {numbers.map((each, index) => (
            <EntryForm
              key={each.id}
              entry={each}
              position={index + 1}
              onChange={(next) => onChange(numbers.map((other) => (other.id === each.id ? next : other)))}
              onRemove={() => onChange(numbers.filter(({ id }) => id !== each.id))}
              onUp={index > 0 ? () => swap(index - 1) : undefined}
              onDown={index < numbers.length - 1 ? () => swap(index) : undefined}
            />
          ))}
          {error ? <p className="text-xs text-bad">{error}</p> : null}
          <Button
            icon={Plus}
            className="justify-self-start"
            onClick={() =>
              onChange([...numbers, { id: freshId(numbers), number: '', label: '', message: '', weekly: [] }])
            }
          >
            Add a number
          </Button>
        </div>
        {numbers.some(({ weekly }) => weekly.length > 0) ? <ZoneField {...field('zone')} /> : null}
        <NumberField {...field('rounds')} hint="How long a phone rings is the carrier’s to say." />
        <PutThroughFields callerId={field('callerId')} tag={field('tag')} />
      </>
    )
  },
})
