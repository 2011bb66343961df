import type { Change } from '@patchbay/flow/changes'
import { Minus, MoveRight, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'

const marks = {
  added: { icon: Plus, look: 'text-live', word: 'Added' },
  removed: { icon: Minus, look: 'text-bad', word: 'Removed' },
  changed: { icon: Pencil, look: 'text-warn', word: 'Changed' },
  moved: { icon: MoveRight, look: 'text-faint', word: 'Moved' },
} as const

const shownAtFirst = 12

/** What differs, one sentence a line. With `onChoose`, a line can be pressed to see what it is about. */
export function ChangeList({
  changes,
  none,
  onChoose,
}: {
  changes: readonly Change[]
  none: string
  onChoose?: (change: Change) => void
}) {
  const [all, setAll] = useState(false)
  if (changes.length === 0) return <p className="text-soft">{none}</p>
  const shown = all ? changes : changes.slice(0, shownAtFirst)
  return (
    <>
      <ul className="grid gap-1">
        {shown.map((change) => (
          <li
            key={`${change.nodes.join()}:${change.sentence}`}
            className={change.kind === 'moved' ? 'text-faint' : undefined}
          >
            {onChoose && change.nodes.length > 0 ? (
              <button
                type="button"
                onClick={() => onChoose(change)}
                className="w-full rounded-md text-left hover:bg-bg"
              >
                <Sentence change={change} />
              </button>
            ) : (
              <Sentence change={change} />
            )}
          </li>
        ))}
      </ul>
      {shown.length < changes.length ? (
        <button type="button" className="mt-2 text-focus hover:underline" onClick={() => setAll(true)}>
          And {changes.length - shown.length} more
        </button>
      ) : null}
    </>
  )
}

function Sentence({ change: { kind, sentence } }: { change: Change }) {
  const { icon: Icon, look, word } = marks[kind]
  return (
    <span className="flex gap-2 py-0.5">
      <Icon role="img" aria-label={word} size={14} className={`mt-[3px] shrink-0 ${look}`} />
      <span className="min-w-0 break-words">{sentence}</span>
    </span>
  )
}
