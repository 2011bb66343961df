import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Tag, Trash2 } from 'lucide-react'
import { defineView } from '../view'
import { tagCall } from './tag.block'

export const tagView = defineView(tagCall, {
  icon: Tag,
  summary: ({ labels }) => (labels.length === 0 ? null : labels.join(', ')),
  Settings: ({ config: { labels }, field }) => {
    const { onChange, error } = field('labels')
    return (
      <div className="grid min-w-0 gap-2">
        {labels.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tags have no other identity, and are never put in another order
          <div key={index} className="flex min-w-0 items-center gap-1.5">
            <TextInput
              aria-label={`Tag ${index + 1}`}
              value={label}
              placeholder="complaint"
              onChange={(event) => onChange(labels.map((each, at) => (at === index ? event.target.value : each)))}
              autoComplete="off"
            />
            <IconButton
              icon={Trash2}
              label={`Remove tag ${index + 1}`}
              onClick={() => onChange(labels.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        {error ? <p className="text-xs text-bad">{error}</p> : null}
        <Button icon={Plus} className="justify-self-start" onClick={() => onChange([...labels, ''])}>
          Add a tag
        </Button>
      </div>
    )
  },
})
