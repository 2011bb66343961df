import { Dialog } from '@patchbay/ui/dialog'
import { Kbd } from '@patchbay/ui/kbd'
import { Switch } from '@patchbay/ui/switch'
import { useActions } from './actions'
import { useEditorDialogs } from './editor-dialogs'
import { keyed, writePress } from './editor-keys'
import { useSingleKeys } from './single-keys'

/** Keys that belong to one part of the editor, and not to all of it. */
const others = [
  ['Move the selected blocks', 'Arrow keys'],
  ['Move them further', 'Shift Arrow keys'],
  ['Select more', 'Shift click'],
  ['Select what is in a box', 'Shift drag'],
  ['Test call', 'T'],
] as const

const inOutline = [
  ['Next or previous row', '↓ ↑'],
  ['First or last row', 'Home End'],
  ['Open, or go in', '→'],
  ['Close, or go out', '←'],
  ['Go to what begins with', 'letters'],
  ['Settings of a block; where an exit leads', 'Enter'],
  ['From the settings back to the row', 'Escape'],
  ['Select a block too', 'Ctrl Space'],
  ['Rename a block', 'F2'],
  ['Add a block after', 'Insert or +'],
  ['Delete a block, or take a line away', 'Delete'],
] as const

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
  const actions = useActions()
  const rows = [
    ...keyed(actions).map(({ id, label, press }) => [label.replace(/:.*/, ''), writePress(press), id] as const),
    ...others.map(([label, keys]) => [label, keys, label] as const),
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
        <Rows rows={inOutline.map(([label, keys]) => [label, keys, label] as const)} />
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
