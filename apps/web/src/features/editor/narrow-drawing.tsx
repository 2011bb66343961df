import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Image, Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Canvas } from './canvas'
import { useEditor, useFlow } from './editor-context'
import { EditorHeader } from './editor-header'
import type { FlowHead } from './flow-head'
import { Outline } from './outline'
import { ProblemsBar } from './problems-bar'
import { SettingsPanel } from './settings-panel'

/** The editor on a phone: the outline, below it the settings of its row, and the picture of the flow for those who ask. */
export function NarrowDrawing({ flow }: { flow: FlowHead }) {
  const [picture, setPicture] = useState(false)
  const { mayDraw } = useEditor()
  return (
    <div>
      <EditorHeader flow={flow} />
      <div className="flex items-center border-b border-line bg-panel px-3 py-1">
        {mayDraw ? <History /> : null}
        <Button
          className="ml-auto"
          size="small"
          variant="quiet"
          icon={Image}
          aria-pressed={picture}
          onClick={() => setPicture(!picture)}
        >
          Picture
        </Button>
      </div>
      {picture ? (
        <div className="h-[40dvh] border-b border-line">
          <Canvas />
        </div>
      ) : null}
      <Outline />
      <SettingsPanel />
      <ProblemsBar />
    </div>
  )
}

function History() {
  const { flow } = useEditor()
  const undo = useFlow((state) => state.past.length > 0)
  const redo = useFlow((state) => state.future.length > 0)
  return (
    <>
      <IconButton label="Undo" icon={Undo2} disabled={!undo} onClick={flow.undo} />
      <IconButton label="Redo" icon={Redo2} disabled={!redo} onClick={flow.redo} />
    </>
  )
}
