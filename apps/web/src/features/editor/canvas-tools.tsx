import { IconButton } from '@patchbay/ui/icon-button'
import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { Minus, Plus } from 'lucide-react'
import { useActions } from './actions'
import { useEditor } from './editor-context'
import { writePress } from './editor-keys'

/** The actions that have a button on the canvas, beside zooming. */
const shown = ['fit', 'undo', 'redo', 'tidy', 'calls', 'commands']
const shownNarrow = ['fit', 'calls']

/** Zoom, fit, undo and redo, and the calls, at the canvas's lower left. */
export function CanvasTools() {
  const { narrow } = useEditor()
  const { zoomIn, zoomOut } = useReactFlow()
  const actions = useActions().filter(({ id }) => (narrow ? shownNarrow : shown).includes(id))
  const inOrder = actions.sort((one, other) => shown.indexOf(one.id) - shown.indexOf(other.id))
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
        {inOrder.map(({ id, label, icon, press, possible, pressed, run }) => (
          <IconButton
            key={id}
            label={label}
            icon={icon}
            disabled={!possible}
            onClick={run}
            {...(pressed === undefined ? {} : { pressed })}
            {...(press ? { shortcut: writePress(press) } : {})}
          />
        ))}
      </div>
    </Panel>
  )
}

/** The scale changes with every step of a zoom: by itself, so that the buttons need not be drawn anew with it. */
function Scale() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  return <span className="w-14 text-center text-[13px] text-soft tabular-nums">{percent} %</span>
}
