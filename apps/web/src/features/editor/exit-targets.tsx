import { blocks } from '@patchbay/blocks/blocks'
import type { Exit } from '@patchbay/flow/block'
import type { FlowNode } from '@patchbay/flow/document'
import { applyEdit } from '@patchbay/flow/edit'
import { Field } from '@patchbay/ui/field'
import { Kbd } from '@patchbay/ui/kbd'
import { Select, type SelectOption } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMemo } from 'react'
import { useEditor, useFlow } from './editor-context'
import { exitsOf, isBlockType, linesOf, nameOf } from './flow-index'
import { addAfter, freeId } from './new-block'

/** No block's id can be this, nor begin with a `+`. */
const nowhere = '-'

/** Where each exit leads, as a list of choices: a flow can be wired without a pointer. */
export function ExitTargets({ id, node }: { id: string; node: FlowNode }) {
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="sr-only">Exits</legend>
      <h3 className="text-[11px] font-semibold tracking-wider text-faint uppercase">What comes next</h3>
      {exitsOf(node).map((exit) => (
        <ExitTarget key={exit.name} id={id} exit={exit} />
      ))}
    </fieldset>
  )
}

function ExitTarget({ id, exit }: { id: string; exit: Exit }) {
  const { flow } = useEditor()
  const nodes = useFlow((state) => state.document.nodes)
  const target = useFlow((state) => linesOf(state.document).get(id)?.get(exit.name)?.edge.to)
  const options = useMemo(() => choices(nodes, exit), [nodes, exit])

  function lead(to: string) {
    const { document } = flow.getState()
    const line = linesOf(document).get(id)?.get(exit.name)
    const type = to.slice(1)
    if (to === nowhere) {
      if (line) flow.remove({ nodes: [], edges: [line.id] })
    } else if (to.startsWith('+') && isBlockType(type)) {
      const added = addAfter(document, id, type)
      const [add] = added.edits
      if (!add) return
      const edge = { from: id, exit: exit.name, to: added.id }
      flow.edit(`add ${blocks[type].title}`, [add, { type: 'connect', id: freeId('line', document.edges), edge }])
      const made = applyEdit(document, add).nodes[added.id]
      flow.say(`Added ${made ? nameOf(made) : blocks[type].title}.`)
    } else {
      const refusal = flow.connect({ from: id, exit: exit.name, to })
      if (refusal !== null) toast.error(refusal)
    }
  }

  const open = target === undefined && !exit.optional
  return (
    <Field
      label={exit.label}
      aside={exit.key === undefined ? null : <Kbd>{exit.key}</Kbd>}
      error={open ? 'Leads nowhere yet.' : undefined}
    >
      {(control) => (
        <Select
          {...control}
          value={target ?? (exit.optional ? nowhere : null)}
          options={target === undefined && !exit.optional ? options.filter(({ value }) => value !== nowhere) : options}
          onChange={lead}
          placeholder="leads to…"
        />
      )}
    </Field>
  )
}

function choices(nodes: Record<string, FlowNode>, exit: Exit): SelectOption[] {
  const fits = (type: string) =>
    isBlockType(type) && blocks[type].group !== 'start' && (!exit.over || blocks[type].group === 'logic')
  return [
    ...Object.entries(nodes)
      .filter(([, node]) => fits(node.block))
      .map(([id, node]) => ({ value: id, label: nameOf(node) })),
    ...Object.keys(blocks)
      .filter(isBlockType)
      .filter(fits)
      .map((type) => ({ value: `+${type}`, label: `a new ${blocks[type].title}` })),
    { value: nowhere, label: exit.optional ? 'nowhere: the call is over' : 'nowhere' },
  ]
}
