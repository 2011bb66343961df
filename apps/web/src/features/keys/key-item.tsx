import { Button } from '@patchbay/ui/button'
import { Pill } from '@patchbay/ui/pill'
import { ago, exactly, useNow } from '../../app/moment'
import type { Outputs } from '../../app/trpc'
import { scopeWords } from './scope-words'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
/** A key that ends within so many milliseconds is pointed out: a week. */
const soon = 7 * 24 * 3_600_000

export type KeyItemProps = { apiKey: Outputs['keys']['list'][number]; onRevoke: () => void }

/** One key: what it is called, what it may do, and whether anybody uses it. */
export function KeyItem({ apiKey, onRevoke }: KeyItemProps) {
  const { name, start, scopes, createdBy, createdAt, expiresAt, lastUsedAt } = apiKey
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3">
      <div className="grid min-w-0 flex-1 basis-60 gap-1.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{name}</span>
          <span className="font-mono text-[13px] text-soft">{start}…</span>
          <Expiry at={expiresAt} />
        </p>
        <ul aria-label={`What ${name} may do`} className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <li key={scope}>
              <Pill>{scopeWords[scope].label}</Pill>
            </li>
          ))}
        </ul>
        <p className="text-xs text-faint">
          {lastUsedAt ? <span title={exactly(lastUsedAt)}>last used {ago(lastUsedAt)}</span> : 'never used'}
          {` · made ${day.format(new Date(createdAt))}`}
          {createdBy ? ` by ${createdBy}` : ''}
        </p>
      </div>
      <Button size="small" variant="danger" onClick={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </li>
  )
}

function Expiry({ at }: { at: string | null }) {
  const now = useNow(at !== null, 60_000)
  if (at === null) return <Pill>does not expire</Pill>
  const left = Date.parse(at) - now
  if (left <= 0) return <Pill tone="bad">expired {day.format(new Date(at))}</Pill>
  return <Pill tone={left < soon ? 'warn' : 'plain'}>until {day.format(new Date(at))}</Pill>
}
