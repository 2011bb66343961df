import { withoutSecrets } from './without-secrets'

type Params = Readonly<Record<string, unknown>>

export type ParamsListProps = {
  title: string
  parts: ReadonlyArray<{ name: string; params: Params }>
  /** Tab comes here: only at the step that is looked at, or a long call would take a hundred presses to pass. */
  tabStop: boolean
}

/** What was asked, answered or looked up, name by name, folded away. `title` says what it is; each part has a name of its own. */
export function ParamsList({ title, parts, tabStop }: ParamsListProps) {
  return (
    <details className="mt-0.5 text-[13px] text-faint">
      <summary tabIndex={tabStop ? 0 : -1} className="w-fit rounded hover:text-ink">
        {title}
      </summary>
      {parts.map(({ name, params }) => (
        <Part key={name} name={parts.length > 1 ? name : null} params={params} />
      ))}
    </details>
  )
}

function Part({ name, params }: { name: string | null; params: Params }) {
  const named = Object.entries(params).filter(([, value]) => value !== undefined)
  return (
    <div className="mt-1">
      {name === null ? null : <p className="text-xs">{name}</p>}
      {named.length === 0 ? (
        <p>nothing more</p>
      ) : (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-control border border-line bg-bg p-2 font-mono text-xs">
          {named.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="max-w-40 text-faint wrap-anywhere">{key}</dt>
              <dd className="wrap-anywhere whitespace-pre-wrap text-ink">{written(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function written(value: unknown): string {
  return withoutSecrets(typeof value === 'string' ? value : (JSON.stringify(value, null, 1) ?? ''))
}
