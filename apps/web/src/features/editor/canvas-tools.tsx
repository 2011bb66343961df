import { IconButton } from '@patchbay/ui/icon-button'
import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { Maximize, Minus, Plus, Redo2, Search, Undo2, WandSparkles } from 'lucide-react'
import { useEditor, useFlow } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { useFit } from './use-fit'
import { useTidy } from './use-tidy'

/** Zoom, fit, undo and redo, at the canvas's lower left. */
export function CanvasTools() {
  const { flow, narrow } = useEditor()
  const { zoomIn, zoomOut } = useReactFlow()
  const showAll = useFit()
  const tidy = useTidy()
  const show = useEditorDialogs((state) => state.show)
  const drawn = useFlow((state) => Object.keys(state.document.nodes).length)
  const undo = useFlow((state) => state.past.length > 0)
  const redo = useFlow((state) => state.future.length > 0)
  return (
    <Panel position="bottom-left">
      <div
        role="toolbar"
        aria-label="View"
        className="flex items-center divide-x divide-line rounded-[10px] border border-line bg-panel shadow-card [&>button]:rounded-none"
      >
        <IconButton label="Zoom out" icon={Minus} onClick={() => void zoomOut()} />
        <Scale />
        <IconButton label="Zoom in" icon={Plus} onClick={() => void zoomIn()} />
        <IconButton label="Fit the flow" icon={Maximize} onClick={() => showAll()} />
        {narrow ? null : (
          <>
            <IconButton label="Undo" shortcut="Ctrl Z" icon={Undo2} disabled={!undo} onClick={flow.undo} />
            <IconButton label="Redo" shortcut="Ctrl Shift Z" icon={Redo2} disabled={!redo} onClick={flow.redo} />
            <IconButton
              label="Tidy up"
              shortcut="Shift T"
              icon={WandSparkles}
              disabled={drawn < 2}
              onClick={() => void tidy()}
            />
            <IconButton label="Commands and search" shortcut="Ctrl K" icon={Search} onClick={() => show('commands')} />
          </>
        )}
      </div>
    </Panel>
  )
}

/** The scale changes with every step of a zoom: by itself, so that the buttons need not be drawn anew with it. */
function Scale() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  return <span className="w-14 text-center text-[13px] text-soft tabular-nums">{percent} %</span>
}
