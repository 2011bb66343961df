import { Pill } from '@patchbay/ui/pill'
import { briefly, exactly } from '../../app/moment'
import type { Outputs } from '../../app/trpc'
import type { AuditFilterName } from './audit-filters'
import { type Change, changesOf } from './changes'

export type EntryItemProps = {
  entry: Outputs['audit']['list']['entries'][number]
  /** Shows what else there is of the same. */
  onNarrow: (name: AuditFilterName, value: string) => void
}

/** Who did what, when and from where, and what changed by it. */
export function EntryItem({ entry: { at, actor, address, did, subject, before, after }, onNarrow }: EntryItemProps) {
  const changes = changesOf(before, after).filter((change) => change.before !== change.after)
  return (
    <li className="grid gap-1.5 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5">
        <p className="min-w-0 break-words">
          <Narrowing of={actor.name} onClick={() => onNarrow('who', actor.id || actor.name)} />{' '}
          {actor.kind === 'key' ? <Pill className="align-[1px]">API key</Pill> : null} {did}
          {subject.name === '' ? null : (
            <>
              : <Narrowing of={subject.name} onClick={() => onNarrow('subject', subject.id || subject.name)} />
            </>
          )}
        </p>
        <p className="text-xs whitespace-nowrap text-faint tabular-nums">
          <time dateTime={at} title={exactly(at)}>
            {briefly(at)}
          </time>
          {address === '' ? null : (
            <>
              {' · '}
              <span className="font-mono">{address}</span>
            </>
          )}
        </p>
      </div>
      {changes.length > 0 ? (
        <dl className="grid gap-x-3 gap-y-0.5 text-[13px] sm:grid-cols-[max-content_minmax(0,1fr)]">
          {changes.map((change) => (
            <ChangeLine key={change.name} change={change} />
          ))}
        </dl>
      ) : null}
    </li>
  )
}

function ChangeLine({ change: { name, before, after } }: { change: Change }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words max-sm:mb-1">
        {before === null ? null : (
          <>
            <del className="text-soft">{before}</del> <span aria-hidden>→</span>{' '}
          </>
        )}
        <ins className="no-underline">{after ?? 'nothing'}</ins>
      </dd>
    </>
  )
}

function Narrowing({ of, onClick }: { of: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={`Only entries of ${of}`}
      className="inline rounded-sm text-left font-medium break-words hover:underline"
    >
      {of}
    </button>
  )
}
