import type { Change } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { ago } from '../../app/moment'
import { trpc } from '../../app/trpc'
import { ChangeList } from './change-list'
import { compare } from './comparison'
import { useEditor } from './editor-context'
import { FlowPicture } from './flow-picture'
import { HistoryActions } from './history-actions'
import { HistoryList } from './history-list'
import { KeepDraft } from './keep-draft'
import { type Moment, momentName, now, useMoment } from './use-moment'

/** What the flow was: any two moments of it side by side, as a coloured picture and as sentences. */
export default function HistoryView() {
  const { flowId, mayDraw } = useEditor()
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const history = useQuery(trpc.flows.history.queryOptions({ id: flowId }))
  const moments = history.data ?? []
  const shown = search.get('at') ?? now
  const against = search.get('against') ?? earlierThan(shown, moments)
  const look = (name: 'at' | 'against', id: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set(name, id)
      if (name === 'at') next.delete('against')
      return next
    })
  const back = () => go(`/flows/${flowId}`)
  return (
    <div className="col-span-full row-start-2 grid min-h-0 grid-cols-[264px_minmax(0,1fr)] max-md:grid-cols-1">
      <aside
        aria-label="History"
        className="grid content-start gap-3 overflow-y-auto border-r border-line bg-panel p-3"
      >
        <Button icon={ArrowLeft} onClick={back}>
          {mayDraw ? 'Back to drawing' : 'Back to the flow'}
        </Button>
        {mayDraw ? <KeepDraft /> : null}
        {history.isPending ? <Skeleton className="h-40" /> : null}
        {history.isError ? <Failure error={history.error} retry={() => void history.refetch()} /> : null}
        {history.data ? <HistoryList moments={moments} chosen={shown} onChoose={(id) => look('at', id)} /> : null}
        {history.data?.length === 0 ? (
          <p className="px-2.5 text-soft">
            Nothing else yet: versions come by publishing, and drafts are kept every ten minutes while you draw.
          </p>
        ) : null}
      </aside>
      {history.data ? (
        <Compared
          moments={moments}
          shown={shown}
          against={against}
          onAgainst={(id) => look('against', id)}
          onRestored={back}
        />
      ) : null}
    </div>
  )
}

/** What a moment is compared with until somebody chooses: the version before it, or the newest one for the draft. */
function earlierThan(id: string, moments: readonly Moment[]): string {
  const index = moments.findIndex((moment) => moment.id === id)
  return moments.slice(index + 1).find(({ kind }) => kind === 'version')?.id ?? moments[index + 1]?.id ?? now
}

function Compared({
  moments,
  shown,
  against,
  onAgainst,
  onRestored,
}: {
  moments: readonly Moment[]
  shown: string
  against: string
  onAgainst: (id: string) => void
  onRestored: () => void
}) {
  const { mayDraw } = useEditor()
  const after = useMoment(shown, moments)
  const before = useMoment(against, moments)
  const options = [
    { value: now, label: 'The draft, now' },
    ...moments.map((moment) => ({
      value: moment.id,
      label: moment.kind === 'version' ? `v${moment.number}` : `Draft, ${ago(moment.at)}`,
    })),
  ].filter(({ value }) => value !== shown || value === against)
  const failed = [after, before].find((read) => read.kind === 'failed')
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_340px] max-lg:grid-cols-1 max-lg:grid-rows-[minmax(280px,1fr)_auto]">
      {after.kind === 'read' && before.kind === 'read' ? (
        <Difference key={`${shown}:${against}`} before={before.document} after={after.document}>
          {(changes) => (
            <>
              <h2 className="text-base font-semibold">{capital(momentName(shown, moments))}</h2>
              <Field label="Compared with">
                {(control) => <Select {...control} value={against} options={options} onChange={onAgainst} />}
              </Field>
              {mayDraw ? <HistoryActions chosen={shown} moments={moments} onRestored={onRestored} /> : null}
              {changes}
            </>
          )}
        </Difference>
      ) : failed ? (
        <div className="p-4">
          <Failure error={failed.error} retry={failed.retry} />
        </div>
      ) : (
        <Skeleton className="m-4 h-40" />
      )}
    </div>
  )
}

function Difference({
  before,
  after,
  children,
}: {
  before: FlowDocument
  after: FlowDocument
  children: (changes: React.ReactNode) => React.ReactNode
}) {
  const { changes, document, marks } = useMemo(() => compare(before, after), [before, after])
  const [focus, setFocus] = useState<readonly string[] | null>(null)
  return (
    <>
      <FlowPicture document={document} marks={marks} focus={focus} label="What differs" />
      <aside
        aria-label="Changes"
        className="grid content-start gap-4 overflow-y-auto border-l border-line bg-panel p-4 max-lg:border-t max-lg:border-l-0"
      >
        {children(
          <ChangeList
            changes={changes}
            none="They are the same."
            onChoose={({ nodes }: Change) => setFocus([...nodes])}
          />,
        )}
      </aside>
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
