import { Notice } from '@patchbay/ui/notice'
import { Link } from 'wouter'
import type { Outputs } from '../../app/trpc'

type Found = Outputs['callers']['find']
type Sums = { calls: number; events: number; recordings: number; counts: number; alerts: number; mentions?: number }

const words = [
  ['calls', 'call', 'calls'],
  ['events', 'step in their logs', 'steps in their logs'],
  ['recordings', 'address of a recording', 'addresses of recordings'],
  ['counts', 'count of how often they called', 'counts of how often they called'],
  ['alerts', 'alert that names it', 'alerts that name it'],
  ['mentions', 'other call in which it stood', 'other calls in which it stood'],
] as const

/** What there is, a line each; one line where there is nothing. */
export function keptOf(sums: Sums): string[] {
  const lines = words.flatMap(([name, one, many]) => {
    const count = sums[name] ?? 0
    return count === 0 ? [] : [`${count.toLocaleString()} ${count === 1 ? one : many}`]
  })
  return lines.length === 0 ? ['Nothing'] : lines
}

/** What is kept of a caller: what would go, and what would stay. */
export function CallerFound({ found }: { found: Found }) {
  const kept = keptOf(found)
  return (
    <div className="grid gap-3">
      <div>
        <p className="font-medium">What would be removed</p>
        <ul className="mt-1 grid gap-0.5 text-soft">
          {kept.map((line) => (
            <li key={line}>{line}</li>
          ))}
          <li>and the number wherever it stands in other calls</li>
        </ul>
      </div>
      {found.underWay > 0 ? (
        <Notice kind="warn">
          {found.underWay === 1
            ? 'One call is under way and stays.'
            : `${found.underWay} calls are under way and stay.`}
        </Notice>
      ) : null}
      {found.tables.length + found.flows.length > 0 ? (
        <Notice>
          <p>It also stands in what you wrote yourself. That is left to you:</p>
          <ul className="mt-1 grid gap-0.5">
            {found.tables.map(({ id, name, rows }) => (
              <li key={id}>
                <Link href={`/tables/${id}`} className="underline hover:text-ink">
                  {name}
                </Link>
                , {rows === 1 ? '1 row' : `${rows} rows`}
              </li>
            ))}
            {found.flows.map(({ id, name }) => (
              <li key={id}>
                <Link href={`/flows/${id}`} className="underline hover:text-ink">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  )
}
