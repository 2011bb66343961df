import { SurroundingsProvider } from '@patchbay/blocks/surroundings'
import { readDocument } from '@patchbay/flow/migrate'
import { sameJson } from '@patchbay/flow/patch'
import { Notice } from '@patchbay/ui/notice'
import { useQuery } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useExpiry } from '../../app/expiry'
import { Failure } from '../../app/failure'
import { useMay } from '../../app/session'
import { type Outputs, trpc } from '../../app/trpc'
import { holdsUnsaved } from '../../app/unsaved'
import { type Autosave, createAutosave } from './autosave'
import { Canvas } from './canvas'
import { newestOnly } from './check-flow'
import { checkInWorker } from './check-in-worker'
import { CommandsDialog } from './commands-dialog'
import { ConflictDialog } from './conflict-dialog'
import { EditorProvider } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { EditorHeader } from './editor-header'
import { useEditorKeys } from './editor-keys'
import { createFlowStore, type FlowStore } from './flow-store'
import { adoptDraft, type KeptDraft, keepDraft } from './kept-drafts'
import { KeysDialog } from './keys-dialog'
import { useLeftColumn } from './left-column'
import { LeftColumn } from './left-column-tabs'
import { lookOnly } from './look-only'
import { NarrowDrawing } from './narrow-drawing'
import { ProblemsBar } from './problems-bar'
import { saveDraft } from './save-draft'
import { SettingsPanel } from './settings-panel'
import { surroundings } from './surroundings'
import { useLinkedBlock } from './use-linked-block'
import { useNarrow } from './use-narrow'

const HistoryView = lazy(() => import('./history-view'))

/** Drawing the flow, or looking at what it was. */
export type EditorView = 'drawing' | 'history'

type LoadedFlow = Outputs['flows']['get']

/** The page on which a flow is drawn. */
export default function Editor({ flowId, view }: { flowId: string; view: EditorView }) {
  // Never kept from an earlier visit: an edit must begin on the newest revision.
  const loaded = useQuery(
    trpc.flows.get.queryOptions(
      { id: flowId },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  )
  const kept = useQuery({
    queryKey: ['kept-draft', flowId],
    queryFn: () => adoptDraft(flowId),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    networkMode: 'always',
  })
  if (loaded.data && !kept.isPending) return <OpenFlow loaded={loaded.data} kept={kept.data ?? null} view={view} />
  return (
    <div className="p-6">
      {loaded.isError ? (
        <Failure error={loaded.error} retry={() => void loaded.refetch()} />
      ) : (
        <p className="text-soft">Opening the flow…</p>
      )}
    </div>
  )
}

/** Holds the flow from the moment it was opened; what the server answers later changes only the header. */
function OpenFlow({ loaded, kept, view }: { loaded: LoadedFlow; kept: KeptDraft | null; view: EditorView }) {
  const mayDraw = useMay('draw')
  const [opened] = useState(() => (mayDraw ? open(loaded, kept) : openToLook(loaded)))
  if (!opened.ok)
    return (
      <div className="p-6">
        <Notice kind="bad">{opened.message}</Notice>
      </div>
    )
  return <Opened loaded={loaded} flow={opened.flow} autosave={opened.autosave} view={view} />
}

type OpenedFlow = { ok: true; flow: FlowStore; autosave: Autosave } | { ok: false; message: string }

/** What the server has, or what this device kept and could not save: then that goes on from where it was left. */
function open(loaded: LoadedFlow, kept: KeptDraft | null): OpenedFlow {
  const read = readDocument(loaded.document)
  if (!read.ok) return read
  const { id, revision, updatedAt, savedBy } = loaded
  const theirs = { revision, updatedAt, savedBy, document: read.document }
  const flow = createFlowStore(read.document, newestOnly(checkInWorker))
  const mine = kept && !sameJson(kept.document, read.document) ? kept : null
  const apart = mine && mine.revision !== revision
  const autosave = createAutosave(
    flow,
    apart ? { revision: mine.revision, updatedAt, stored: mine.base } : { revision, updatedAt, stored: read.document },
    (on, document) => saveDraft(id, on, document),
    (draft) => keepDraft(id, draft),
  )
  if (mine) {
    flow.replace('bring back what was not saved', mine.document)
    flow.say('What you drew before and could not save is back.')
  } else if (kept) void keepDraft(id, null)
  if (apart) autosave.meet(theirs)
  return { ok: true, flow, autosave }
}

/** Nothing that this device kept is brought back, and nothing is ever saved. */
function openToLook(loaded: LoadedFlow): OpenedFlow {
  const read = readDocument(loaded.document)
  if (!read.ok) return read
  const { id, revision, updatedAt } = loaded
  const flow = lookOnly(createFlowStore(read.document, newestOnly(checkInWorker)))
  const autosave = createAutosave(
    flow,
    { revision, updatedAt, stored: read.document },
    (on, document) => saveDraft(id, on, document),
    async () => undefined,
  )
  return { ok: true, flow, autosave }
}

type OpenedProps = { loaded: LoadedFlow; flow: FlowStore; autosave: Autosave; view: EditorView }

function Opened({ loaded, flow, autosave, view }: OpenedProps) {
  const narrow = useNarrow()
  const { data: neighbours } = useQuery(trpc.flows.neighbours.queryOptions({ id: loaded.id }))
  useEffect(() => {
    if (neighbours) flow.meet(neighbours)
  }, [flow, neighbours])
  useEffect(() => useEditorDialogs.getState().close, [])
  useEffect(() => () => useLeftColumn.getState().show('blocks'), [])
  const mayDraw = useMay('draw')
  useEffect(() => (mayDraw ? autosave.start() : undefined), [mayDraw, autosave])
  useEffect(() => holdsUnsaved(autosave.flush), [autosave])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (autosave.unsaved() && useExpiry.getState().handedOver === null) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [autosave])

  return (
    <SurroundingsProvider surroundings={surroundings} neighbours={neighbours ?? null}>
      <EditorProvider
        flowId={loaded.id}
        name={loaded.name}
        flow={flow}
        autosave={autosave}
        narrow={narrow}
        mayDraw={mayDraw}
      >
        <ReactFlowProvider>
          {view === 'history' ? (
            <div className="grid h-full grid-cols-1 grid-rows-[auto_minmax(0,1fr)]">
              <EditorHeader flow={loaded} />
              <Suspense fallback={<p className="p-6 text-soft">Opening the history…</p>}>
                <HistoryView />
              </Suspense>
            </div>
          ) : (
            <Drawing loaded={loaded} narrow={narrow} />
          )}
          <ConflictDialog />
          <CommandsDialog />
          <KeysDialog />
          <Keys />
        </ReactFlowProvider>
      </EditorProvider>
    </SurroundingsProvider>
  )
}

function Drawing({ loaded, narrow }: { loaded: LoadedFlow; narrow: boolean }) {
  useLinkedBlock()
  if (narrow) return <NarrowDrawing flow={loaded} />
  return (
    <div className="grid h-full grid-cols-[clamp(208px,19vw,280px)_minmax(0,1fr)_minmax(264px,328px)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <EditorHeader flow={loaded} />
      <LeftColumn />
      <Canvas />
      <SettingsPanel />
      <div className="col-span-full">
        <ProblemsBar />
      </div>
    </div>
  )
}

function Keys(): null {
  useEditorKeys()
  return null
}
