import { languageName } from '@patchbay/blocks/voice'
import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { Cell, Row } from '@patchbay/ui/table'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { length } from '../../app/moment'
import { useMay } from '../../app/session'
import type { Outputs } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'
import { RemovePromptDialog } from './remove-prompt-dialog'
import { RenamePromptDialog } from './rename-prompt-dialog'

type ListedPrompt = Outputs['prompts']['list'][number]

/** One prompt in the list, and what can be done with it. */
export function PromptRow({ prompt }: { prompt: ListedPrompt }) {
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  const done = () => setAsking(null)
  const draws = useMay('draw')
  return (
    <Row className="relative hover:bg-bg/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1.5">
      <Cell className="max-w-72 max-sm:max-w-none max-sm:py-1">
        <Link href={`/prompts/${prompt.id}`} className="block truncate font-semibold after:absolute after:inset-0">
          {prompt.name}
        </Link>
      </Cell>
      <Cell className="max-w-60 truncate font-mono text-[13px] text-soft max-sm:order-2 max-sm:max-w-none max-sm:py-0.5">
        {prompt.key}
      </Cell>
      <Cell className="max-w-60 text-soft max-sm:order-3 max-sm:col-span-2 max-sm:max-w-none max-sm:py-0.5">
        {prompt.takes.length === 0 ? (
          <span className="text-warn">nothing to hear yet</span>
        ) : (
          prompt.takes.map(({ language }) => languageName(language)).join(', ')
        )}
      </Cell>
      <Cell className="text-right whitespace-nowrap text-soft max-sm:order-2 max-sm:py-0.5">{lengthWords(prompt)}</Cell>
      <Cell className="text-soft max-sm:order-3 max-sm:col-span-2 max-sm:py-0.5">
        {prompt.usedIn.length === 0 ? (
          <span className="text-faint">not used yet</span>
        ) : (
          <UsedIn flows={prompt.usedIn} />
        )}
      </Cell>
      <Cell className="w-12 py-1 text-right max-sm:justify-self-end max-sm:py-0">
        <div className="relative z-1">
          {draws ? (
            <Menu
              trigger={<IconButton label={`More about ${prompt.name}`} icon={Ellipsis} />}
              items={[
                { label: 'Rename…', icon: PencilLine, onSelect: () => setAsking('rename') },
                { label: 'Remove…', icon: Trash2, danger: true, onSelect: () => setAsking('remove') },
              ]}
            />
          ) : null}
        </div>
        {asking === 'rename' ? <RenamePromptDialog prompt={prompt} onClose={done} /> : null}
        {asking === 'remove' ? <RemovePromptDialog prompt={prompt} onClose={done} /> : null}
      </Cell>
    </Row>
  )
}

/** How long its recordings take, from the shortest to the longest; “text” where it has none. */
function lengthWords({ takes }: ListedPrompt): string {
  const times = takes.flatMap(({ sound }) => (sound.kind === 'file' ? [Math.max(1_000, sound.milliseconds)] : []))
  if (times.length === 0) return takes.length === 0 ? '' : 'text'
  const [shortest, longest] = [length(Math.min(...times)), length(Math.max(...times))]
  return shortest === longest ? shortest : `${shortest} to ${longest}`
}
