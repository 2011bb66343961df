import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { NumberInput } from '@patchbay/ui/number-input'
import { TextInput } from '@patchbay/ui/text-input'
import { Dices, Plus, Trash2 } from 'lucide-react'
import { freshId } from '../fresh-id'
import { defineView } from '../view'
import { evenly, nameOf, type Part, split } from './split.block'

export const splitView = defineView(split, {
  icon: Dices,
  summary: ({ parts }) => parts.map((part, index) => `${nameOf(part, index)} ${part.percent ?? 0} %`).join(', '),
  Settings: ({ config: { parts }, field }) => {
    const { onChange, error } = field('parts')
    const change = (id: string, part: Partial<Part>) =>
      onChange(parts.map((each) => (each.id === id ? { ...each, ...part } : each)))
    return (
      <div className="grid min-w-0 gap-2">
        {parts.map(({ id, label, percent }, index) => (
          <div key={id} className="grid min-w-0 grid-cols-[1fr_7rem_auto] items-center gap-1.5">
            <TextInput
              aria-label={`Name of part ${index + 1}`}
              value={label}
              placeholder={String(index + 1)}
              onChange={(event) => change(id, { label: event.target.value })}
              autoComplete="off"
            />
            <NumberInput
              aria-label={`Share of part ${index + 1}`}
              value={percent ?? undefined}
              onChange={(next) => change(id, { percent: next ?? null })}
              unit="%"
            />
            <IconButton
              icon={Trash2}
              label={`Remove part ${index + 1}`}
              disabled={parts.length <= 2}
              onClick={() => onChange(parts.filter((each) => each.id !== id))}
            />
          </div>
        ))}
        {error ? <p className="text-xs text-bad">{error}</p> : null}
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            icon={Plus}
            onClick={() => onChange([...parts, { id: freshId(parts), label: '', percent: 0 }])}
          >
            Add a part
          </Button>
          <Button size="small" variant="quiet" onClick={() => onChange(evenly(parts))}>
            Share evenly
          </Button>
        </div>
      </div>
    )
  },
})
