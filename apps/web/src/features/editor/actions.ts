import { toast } from '@patchbay/ui/toast'
import { useReactFlow } from '@xyflow/react'
import {
  AlignStartHorizontal,
  AlignStartVertical,
  ChartColumn,
  ClipboardPaste,
  Copy,
  CopyPlus,
  FileDown,
  Group,
  History,
  Image,
  ImageDown,
  Keyboard,
  ListTree,
  type LucideIcon,
  Maximize,
  PhoneCall,
  Redo2,
  Rocket,
  Scan,
  Scissors,
  Search,
  SquareDashed,
  StickyNote,
  Trash2,
  Undo2,
  WandSparkles,
} from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { align } from './align'
import { copySelected, cutSelected, duplicateSelected, paste } from './clipboard'
import { useEditor, useFlow } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { useLeftColumn } from './left-column'
import { middleOfCanvas } from './middle-of-canvas'
import { paletteSearchId } from './palette-search'
import { addNote, groupSelected } from './remarks'
import { exportFlow, savePng, saveSvg } from './save-file'
import { settingsId } from './settings-panel'
import { useShownCalls } from './shown-calls'
import { useFit } from './use-fit'
import { useTidy } from './use-tidy'

/** A key press; `command` is Ctrl, or ⌘ on a Mac. `ours`: false where the browser tells of it in its own way. */
export type Press = { key: string; command?: true; shift?: true; ours?: false }

/** Something that can be done in the editor: by a key, by a button, and in the list of commands. */
export type Action = {
  id: string
  /** What it does, in people's words; “Undo: move “Menu””. */
  label: string
  icon: LucideIcon
  press?: Press
  possible: boolean
  /** Of what is on or off. */
  pressed?: boolean
  run: () => void
}

/** What changes the flow, or is only of use to whoever does. */
const changing: ReadonlySet<string> = new Set([
  'undo',
  'redo',
  'cut',
  'paste',
  'duplicate',
  'delete',
  'note',
  'group',
  'align-left',
  'align-top',
  'tidy',
  'find-block',
  'publish',
])

/** Everything that can be done in the editor now. */
export function useActions(): readonly Action[] {
  const { flow, flowId, name, mayDraw } = useEditor()
  const [, go] = useLocation()
  const { screenToFlowPosition } = useReactFlow()
  const showAll = useFit()
  const tidy = useTidy()
  const show = useEditorDialogs((state) => state.show)
  const undo = useFlow((state) => state.past.at(-1)?.label)
  const redo = useFlow((state) => state.future.at(-1)?.label)
  const blocks = useFlow((state) => state.selection.nodes.length)
  const lines = useFlow((state) => state.selection.edges.length)
  const calls = useShownCalls((state) => state.on)
  const drawn = useFlow((state) => Object.keys(state.document.nodes).length)

  return useMemo(() => {
    const selected = blocks > 0
    const all = [
      {
        id: 'undo',
        label: undo ? `Undo: ${undo}` : 'Undo',
        icon: Undo2,
        press: { key: 'z', command: true },
        possible: undo !== undefined,
        run: flow.undo,
      },
      {
        id: 'redo',
        label: redo ? `Redo: ${redo}` : 'Redo',
        icon: Redo2,
        press: { key: 'z', command: true, shift: true },
        possible: redo !== undefined,
        run: flow.redo,
      },
      {
        id: 'copy',
        label: 'Copy',
        icon: Copy,
        press: { key: 'c', command: true, ours: false },
        possible: selected,
        run: () => write(copySelected(flow)),
      },
      {
        id: 'cut',
        label: 'Cut',
        icon: Scissors,
        press: { key: 'x', command: true, ours: false },
        possible: selected,
        run: () => write(cutSelected(flow)),
      },
      {
        id: 'paste',
        label: 'Paste',
        icon: ClipboardPaste,
        press: { key: 'v', command: true, ours: false },
        possible: true,
        run: () => read((text) => tell(paste(flow, text, screenToFlowPosition(middleOfCanvas())))),
      },
      {
        id: 'duplicate',
        label: 'Duplicate',
        icon: CopyPlus,
        press: { key: 'd', command: true },
        possible: selected,
        run: () => tell(duplicateSelected(flow)),
      },
      {
        id: 'delete',
        label: 'Delete',
        icon: Trash2,
        press: { key: 'Delete', ours: false },
        possible: selected || lines > 0,
        run: () => flow.remove(flow.getState().selection),
      },
      {
        id: 'select-all',
        label: 'Select all blocks',
        icon: SquareDashed,
        press: { key: 'a', command: true },
        possible: drawn > 0,
        run: () => flow.select({ nodes: Object.keys(flow.getState().document.nodes), edges: [] }),
      },
      {
        id: 'note',
        label: 'Add a note',
        icon: StickyNote,
        press: { key: 'n' },
        possible: true,
        run: () => {
          addNote(flow, screenToFlowPosition(middleOfCanvas()))
          focusSettings()
        },
      },
      {
        id: 'group',
        label: 'Group the selection',
        icon: Group,
        press: { key: 'g', command: true },
        possible: selected,
        run: () => {
          groupSelected(flow)
          focusSettings()
        },
      },
      {
        id: 'align-left',
        label: 'Align left edges',
        icon: AlignStartVertical,
        possible: blocks > 1,
        run: () => align(flow, 'x'),
      },
      {
        id: 'align-top',
        label: 'Align upper edges',
        icon: AlignStartHorizontal,
        possible: blocks > 1,
        run: () => align(flow, 'y'),
      },
      {
        id: 'tidy',
        label: blocks > 1 ? 'Tidy up the selection' : 'Tidy up the flow',
        icon: WandSparkles,
        press: { key: 't', shift: true },
        possible: drawn > 1,
        run: () => void tidy(),
      },
      {
        id: 'fit',
        label: 'Fit the flow',
        icon: Maximize,
        press: { key: '1', shift: true },
        possible: drawn > 0,
        run: () => showAll(),
      },
      {
        id: 'zoom-selection',
        label: 'Zoom to the selection',
        icon: Scan,
        press: { key: '2', shift: true },
        possible: selected,
        run: () => showAll(flow.getState().selection.nodes),
      },
      {
        id: 'find-block',
        label: 'Search the blocks to add',
        icon: Search,
        press: { key: '/' },
        possible: true,
        run: () => {
          useLeftColumn.getState().show('blocks')
          // The palette may have to be drawn first.
          requestAnimationFrame(() => document.getElementById(paletteSearchId)?.focus())
        },
      },
      {
        id: 'outline',
        label: 'Go to the outline',
        icon: ListTree,
        press: { key: 'o' },
        possible: true,
        run: () => useLeftColumn.getState().focusOutline(null),
      },
      {
        id: 'export',
        label: 'Export as JSON',
        icon: FileDown,
        possible: true,
        run: () => exportFlow({ document: flow.getState().document, name }),
      },
      {
        id: 'save-svg',
        label: 'Save picture as SVG',
        icon: Image,
        possible: drawn > 0,
        run: () => saveSvg({ document: flow.getState().document, name }),
      },
      {
        id: 'save-png',
        label: 'Save picture as PNG',
        icon: ImageDown,
        possible: drawn > 0,
        run: () => void savePng({ document: flow.getState().document, name }).then(tell),
      },
      {
        id: 'calls',
        label: 'Show calls',
        icon: PhoneCall,
        possible: true,
        pressed: calls,
        run: useShownCalls.getState().toggle,
      },
      {
        id: 'callers',
        label: 'Where callers go',
        icon: ChartColumn,
        possible: true,
        run: () => go(`/flows/${flowId}/callers`),
      },
      { id: 'history', label: 'History…', icon: History, possible: true, run: () => go(`/flows/${flowId}/history`) },
      { id: 'publish', label: 'Publish…', icon: Rocket, possible: true, run: () => show('publish') },
      {
        id: 'commands',
        label: 'Commands and search',
        icon: Search,
        press: { key: 'k', command: true },
        possible: true,
        run: () => show('commands'),
      },
      {
        id: 'keys',
        label: 'All keys',
        icon: Keyboard,
        press: { key: '?', shift: true },
        possible: true,
        run: () => show('keys'),
      },
    ] satisfies Action[]
    return mayDraw ? all : all.filter(({ id }) => !changing.has(id))
  }, [
    flow,
    flowId,
    name,
    mayDraw,
    go,
    showAll,
    screenToFlowPosition,
    tidy,
    show,
    undo,
    redo,
    blocks,
    lines,
    calls,
    drawn,
  ])
}

/** To what was just added: its first field, once it is there. */
function focusSettings(): void {
  requestAnimationFrame(() =>
    document.getElementById(settingsId)?.querySelector<HTMLElement>('input, textarea')?.focus(),
  )
}

function tell(refusal: string | null): void {
  if (refusal !== null) toast.error(refusal)
}

function write(text: string | null): void {
  if (text === null) return
  navigator.clipboard
    .writeText(text)
    .catch(() => toast.error('The browser did not let us copy. Use Ctrl C on the canvas.'))
}

function read(take: (text: string) => void): void {
  navigator.clipboard
    .readText()
    .then(take, () => toast.error('The browser did not let us paste. Use Ctrl V on the canvas.'))
}
