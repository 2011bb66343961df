import { blocks } from '@patchbay/blocks/blocks'
import { KnownNames } from '@patchbay/blocks/known-names'
import { promptIn } from '@patchbay/blocks/prompt-markup'
import { views } from '@patchbay/blocks/views'
import { nodeSchema } from '@patchbay/flow/document'
import { namingCodes } from '@patchbay/flow/problem'
import { namesOf, promptNames } from '@patchbay/flow/problem-names'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { IconTile } from '@patchbay/ui/icon-tile'
import { TextInput } from '@patchbay/ui/text-input'
import { CircleHelp, MousePointerClick, Trash2 } from 'lucide-react'
import { type ReactNode, useCallback, useDeferredValue, useMemo } from 'react'
import { useEditor, useFlow } from './editor-context'
import { ExitTargets } from './exit-targets'
import { blockOf, exitsOf, isBlockType, nameOf } from './flow-index'
import { FlowSettings } from './flow-settings'
import { useLeftColumn } from './left-column'
import { GroupSettings, NoteSettings } from './remark-settings'

/** The id of the panel, for those who jump to it. */
export const settingsId = 'settings'

/** The settings of what is selected: at the canvas's right, or below it on a narrow screen. */
export function SettingsPanel() {
  const selection = useFlow((state) => state.selection)
  const [block] = selection.nodes
  const [line] = selection.edges
  const { narrow, mayDraw } = useEditor()
  const count = selection.nodes.length + selection.edges.length
  if (narrow && count === 0) return <OfFlow />
  return (
    <section
      id={settingsId}
      aria-label="Settings"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || block === undefined) return
        if (narrow || useLeftColumn.getState().tab === 'outline') useLeftColumn.getState().focusOutline(block)
      }}
      className="min-h-0 border-line bg-panel p-4 max-md:border-t md:overflow-y-auto md:border-l"
    >
      <fieldset disabled={!mayDraw} role="presentation" className="contents">
        {count > 1 ? (
          <Several />
        ) : block !== undefined ? (
          <>
            <BlockSettings key={block} id={block} />
            <NoteSettings key={`note ${block}`} id={block} />
            <GroupSettings key={`group ${block}`} id={block} />
          </>
        ) : line !== undefined ? (
          <LineSettings id={line} />
        ) : (
          <>
            <div className="grid justify-items-center gap-2 px-4 py-8 text-center text-soft">
              <MousePointerClick aria-hidden size={20} />
              <p>Choose a block to see what it says and where it leads.</p>
            </div>
            <FlowSettings />
          </>
        )}
      </fieldset>
    </section>
  )
}

function BlockSettings({ id }: { id: string }) {
  const { flow, mayDraw } = useEditor()
  const node = useFlow((state) => state.document.nodes[id])
  const found = useFlow((state) => state.problemsOf.get(id))
  const errors = useMemo(() => {
    const own = node ? (blockOf(node)?.bind(node.config).problems() ?? []) : []
    const named = (found ?? []).filter(({ code }) => namingCodes.has(code))
    return Object.fromEntries(
      [...named.map(({ field = '', message }) => ({ field, message, warning: false })), ...own]
        .filter(({ warning }) => !warning)
        .map(({ field, message }) => [field, message]),
    )
  }, [node, found])
  if (!node) return null
  const block = blockOf(node)
  const view = isBlockType(node.block) ? views[node.block] : undefined
  const remove = () => flow.remove({ nodes: [id], edges: [] })
  return (
    <div className="grid gap-4">
      <div className="flex items-start gap-2.5">
        <IconTile icon={view?.icon ?? CircleHelp} group={block?.group ?? 'plain'} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{block?.title ?? node.block}</h2>
          <p className="text-xs text-faint">{block?.about ?? 'This Patchbay does not have such a block.'}</p>
        </div>
      </div>
      <Field label="Name">
        {(control) => (
          <TextInput
            {...control}
            value={node.name}
            maxLength={80}
            placeholder={block?.title}
            autoComplete="off"
            onChange={(event) =>
              flow.edit(`rename “${nameOf(node)}”`, [{ type: 'rename', id, name: event.target.value }], `rename:${id}`)
            }
          />
        )}
      </Field>
      {view ? (
        <Names>
          <view.Settings
            config={node.config}
            errors={errors}
            onChange={(patch) => {
              const checked = nodeSchema.shape.config.safeParse(patch)
              if (checked.success) flow.configure(id, checked.data)
            }}
          />
        </Names>
      ) : null}
      {exitsOf(node).length > 0 ? <ExitTargets id={id} node={node} /> : null}
      {mayDraw ? (
        <div className="border-t border-line pt-4">
          <Button variant="danger" size="small" icon={Trash2} onClick={remove}>
            Delete block
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Lets texts offer what this flow can name. A moment late: typing goes first. */
function Names({ children }: { children: ReactNode }) {
  const document = useDeferredValue(useFlow((state) => state.document))
  const neighbours = useFlow((state) => state.neighbours)
  const names = useMemo(
    () => [...namesOf(blocks, document), ...(neighbours ? promptNames(neighbours) : [])],
    [document, neighbours],
  )
  const prompt = useCallback(
    (key: string) => (neighbours ? promptIn(neighbours, key, document.language) : null),
    [neighbours, document.language],
  )
  return (
    <KnownNames names={names} prompt={prompt} settings={document.settings}>
      {children}
    </KnownNames>
  )
}

/** On a narrow screen the drawing comes first. */
function OfFlow() {
  const { mayDraw } = useEditor()
  return (
    <details className="border-t border-line bg-panel px-4 py-2">
      <summary className="cursor-pointer py-1 text-[13px] font-medium text-soft">Settings of the flow</summary>
      <fieldset disabled={!mayDraw} role="presentation" className="contents">
        <FlowSettings />
      </fieldset>
    </details>
  )
}

function LineSettings({ id }: { id: string }) {
  const { flow, mayDraw } = useEditor()
  const nodes = useFlow((state) => state.document.nodes)
  const edge = useFlow((state) => state.document.edges[id])
  const from = edge ? nodes[edge.from] : undefined
  const to = edge ? nodes[edge.to] : undefined
  if (!edge || !from || !to) return null
  const exit = exitsOf(from).find((candidate) => candidate.name === edge.exit)
  return (
    <div className="grid justify-items-start gap-3">
      <h2 className="font-semibold">A line</h2>
      <p className="text-soft">
        From “{nameOf(from)}” to “{nameOf(to)}”
        {exit ? `, ${exit.label.charAt(0).toLowerCase()}${exit.label.slice(1)}` : ''}.
        {mayDraw ? ' Drag either end to lead it elsewhere.' : null}
      </p>
      {mayDraw ? (
        <Button variant="danger" size="small" icon={Trash2} onClick={() => flow.remove({ nodes: [], edges: [id] })}>
          Delete line
        </Button>
      ) : null}
    </div>
  )
}

function Several() {
  const { flow, mayDraw } = useEditor()
  const selection = useFlow((state) => state.selection)
  const parts = [
    counted(selection.nodes.length, 'block', 'blocks'),
    counted(selection.edges.length, 'line', 'lines'),
  ].filter((part) => part !== null)
  return (
    <div className="grid justify-items-start gap-3">
      <h2 className="font-semibold">{parts.join(' and ')} chosen</h2>
      {mayDraw ? (
        <>
          <p className="text-soft">Move them together by dragging one, or with the arrow keys.</p>
          <Button variant="danger" size="small" icon={Trash2} onClick={() => flow.remove(selection)}>
            Delete them
          </Button>
        </>
      ) : null}
    </div>
  )
}

function counted(count: number, one: string, many: string): string | null {
  if (count === 0) return null
  return count === 1 ? `1 ${one}` : `${count} ${many}`
}
