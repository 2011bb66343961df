import { readDocument } from '@patchbay/flow/migrate'
import { Notice } from '@patchbay/ui/notice'
import { useQuery } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { Failure } from '../../app/failure'
import { type Outputs, trpc } from '../../app/trpc'
import { type Autosave, createAutosave } from './autosave'
import { BlockList } from './block-list'
import { Canvas } from './canvas'
import { CommandsDialog } from './commands-dialog'
import { ConflictDialog } from './conflict-dialog'
import { EditorProvider } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { EditorHeader } from './editor-header'
import { useEditorKeys } from './editor-keys'
import { createFlowStore, type FlowStore } from './flow-store'
import { KeysDialog } from './keys-dialog'
import { Palette } from './palette'
import { ProblemsBar } from './problems-bar'
import { saveDraft } from './save-draft'
import { SettingsPanel } from './settings-panel'
import { useNarrow } from './use-narrow'

type LoadedFlow = Outputs['flows']['get']

/** The page on which a flow is drawn. */
export default function Editor({ flowId }: { flowId: string }) {
  // Never kept from an earlier visit: an edit must begin on the newest revision.
  const loaded = useQuery(
    trpc.flows.get.queryOptions(
      { id: flowId },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  )
  if (loaded.data) return <OpenFlow loaded={loaded.data} />
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
function OpenFlow({ loaded }: { loaded: LoadedFlow }) {
  const [opened] = useState(() => open(loaded))
  if (!opened.ok)
    return (
      <div className="p-6">
        <Notice kind="bad">{opened.message}</Notice>
      </div>
    )
  return <Drawing loaded={loaded} flow={opened.flow} autosave={opened.autosave} />
}

function open(loaded: LoadedFlow): { ok: true; flow: FlowStore; autosave: Autosave } | { ok: false; message: string } {
  const read = readDocument(loaded.document)
  if (!read.ok) return read
  const flow = createFlowStore(read.document)
  const { id, revision, updatedAt } = loaded
  const autosave = createAutosave(flow, { revision, updatedAt }, (on, document) => saveDraft(id, on, document))
  return { ok: true, flow, autosave }
}

function Drawing({ loaded, flow, autosave }: { loaded: LoadedFlow; flow: FlowStore; autosave: Autosave }) {
  const narrow = useNarrow()
  useEffect(() => useEditorDialogs.getState().close, [])
  useEffect(() => autosave.start(), [autosave])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (autosave.unsaved()) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [autosave])

  return (
    <EditorProvider flowId={loaded.id} flow={flow} autosave={autosave} narrow={narrow}>
      <ReactFlowProvider>
        {narrow ? (
          <div>
            <EditorHeader flow={loaded} />
            <div className="h-[46dvh]">
              <Canvas />
            </div>
            <SettingsPanel />
            <BlockList />
            <ProblemsBar />
          </div>
        ) : (
          <div className="grid h-full grid-cols-[208px_minmax(0,1fr)_minmax(264px,328px)] grid-rows-[auto_minmax(0,1fr)_auto]">
            <EditorHeader flow={loaded} />
            <Palette />
            <Canvas />
            <SettingsPanel />
            <div className="col-span-full">
              <ProblemsBar />
            </div>
          </div>
        )}
        <ConflictDialog />
        <CommandsDialog />
        <KeysDialog />
        <Keys />
      </ReactFlowProvider>
    </EditorProvider>
  )
}

function Keys(): null {
  useEditorKeys()
  return null
}
