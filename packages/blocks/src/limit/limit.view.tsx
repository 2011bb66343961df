import { Gauge } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { DurationField } from '../duration-field'
import { NumberField } from '../number-field'
import { defineView } from '../view'
import { limit } from './limit.block'

export const limitView = defineView(limit, {
  icon: Gauge,
  summary: ({ scope, most }) => `At most ${most === 1 ? 'once' : `${most ?? 3} times`} a ${scope}`,
  Settings: ({ config, field }) => (
    <>
      <ChoiceField
        {...field('scope')}
        options={[
          { value: 'call', label: 'This call' },
          { value: 'caller', label: 'This caller' },
        ]}
      />
      <NumberField {...field('most')} />
      {config.scope === 'caller' ? <DurationField {...field('seconds')} /> : null}
      <p className="text-xs text-faint">
        {config.scope === 'call'
          ? 'How often this one call has come here. A flow that another one walks counts anew each time.'
          : 'How often somebody with this number has come here, in all their calls. Withheld numbers always pass.'}
      </p>
    </>
  ),
})
