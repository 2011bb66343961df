import { Tooltip } from '@patchbay/ui/tooltip'
import { usePresence } from './use-presence'

const shown = 3

/** Who else has this flow open, by initials. Nobody else: nothing. */
export function Presence() {
  const others = usePresence()
  if (others.length === 0) return null
  const names = others.map(({ person }) => person || 'Somebody')
  return (
    <Tooltip text={`Also here: ${names.join(', ')}`}>
      <button type="button" aria-label={`Also here: ${names.join(', ')}`} className="flex -space-x-1.5 rounded-full">
        {others.slice(0, shown).map(({ windowId, person }) => (
          <span
            key={windowId}
            aria-hidden
            className="grid size-7 place-items-center rounded-full border-2 border-panel bg-block-logic text-xs font-semibold text-on-colour"
          >
            {initials(person)}
          </span>
        ))}
        {others.length > shown ? (
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-full border-2 border-panel bg-bg text-xs font-semibold text-soft"
          >
            +{others.length - shown}
          </span>
        ) : null}
      </button>
    </Tooltip>
  )
}

function initials(person: string): string {
  const letters = person
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .join('')
  return [...letters].slice(0, 2).join('').toUpperCase() || '?'
}
