import { Dialog } from '@patchbay/ui/dialog'
import { Kbd } from '@patchbay/ui/kbd'
import { Switch } from '@patchbay/ui/switch'
import { useActions } from './actions'
import { useEditor } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { keyed, writePress } from './editor-keys'
import { useSingleKeys } from './single-keys'

/** `draws`: only for whoever may change the flow. */
type KeyRow = { label: string; keys: string; draws?: true }

/** Keys that belong to one part of the editor, and not to all of it. */
const others: readonly KeyRow[] = [
  { label: 'Move the selected blocks', keys: 'Arrow keys', draws: true },
  { label: 'Move them further', keys: 'Shift Arrow keys', draws: true },
  { label: 'Select more', keys: 'Shift click' },
  { label: 'Select what is in a box', keys: 'Shift drag' },
  { label: 'Test call', keys: 'T', draws: true },
]

const inOutline: readonly KeyRow[] = [
  { label: 'Next or previous row', keys: '↓ ↑' },
  { label: 'First or last row', keys: 'Home End' },
  { label: 'Open, or go in', keys: '→' },
  { label: 'Close, or go out', keys: '←' },
  { label: 'Go to what begins with', keys: 'letters' },
  { label: 'Settings of a block; where an exit leads', keys: 'Enter' },
  { label: 'From the settings back to the row', keys: 'Escape' },
  { label: 'Select a block too', keys: 'Ctrl Space' },
  { label: 'Rename a block', keys: 'F2', draws: true },
  { label: 'Add a block after', keys: 'Insert or +', draws: true },
  { label: 'Delete a block, or take a line away', keys: 'Delete', draws: true },
]

/** Every key of the editor. */
export function KeysDialog() {
  const open = useEditorDialogs((state) => state.open === 'keys')
  const close = useEditorDialogs((state) => state.close)
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      width="large"
      title="Keys"
      description="They work wherever nothing is typed into."
    >
      {open ? (
        <>
          <SingleKeys />
          <KeyList />
        </>
      ) : null}
    </Dialog>
  )
}

function SingleKeys() {
  const { on, set } = useSingleKeys()
  return (
    <Switch
      label="Single keys, such as T and /"
      hint="Without them, everything is in the list of commands under Ctrl K."
      checked={on}
      onChange={set}
      className="mb-4"
    />
  )
}

function KeyList() {
  const { mayDraw } = useEditor()
  const actions = useActions()
  const rowsOf = (all: readonly KeyRow[]) =>
    all.flatMap(({ label, keys, draws }) => (draws && !mayDraw ? [] : [[label, keys, label] as const]))
  const rows = [
    ...keyed(actions).map(({ id, label, press }) => [label.replace(/:.*/, ''), writePress(press), id] as const),
    ...rowsOf(others),
  ]
  return (
    // Taller than a small window, it is scrolled by whoever can put focus on it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label="All keys" tabIndex={0} className="grid gap-x-10 gap-y-5 rounded-md md:grid-cols-2">
      <div>
        <h3 className="mb-2 font-semibold">Anywhere</h3>
        <Rows rows={rows} />
      </div>
      <div>
        <h3 className="mb-2 font-semibold">In the outline</h3>
        <Rows rows={rowsOf(inOutline)} />
      </div>
    </section>
  )
}

function Rows({ rows }: { rows: readonly (readonly [label: string, keys: string, id: string])[] }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-2">
      {rows.map(([label, keys, id]) => (
        <div key={id} className="contents">
          <dt>{label}</dt>
          <dd>
            <Kbd>{keys}</Kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}
