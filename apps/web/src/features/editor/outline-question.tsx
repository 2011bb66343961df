import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { Popover } from '@patchbay/ui/popover'
import { toast } from '@patchbay/ui/toast'
import { Unplug } from 'lucide-react'
import { type Choice, ChoiceList, type ChoiceSection } from './choice-list'
import { useEditor } from './editor-context'
import { isBlockType, nameOf, namesOf, typesAfter } from './flow-index'
import { leadNowhere, leadTo, leadToNew, namesAfter } from './lead-exit'
import { exitKey, type OutlineRow } from './outline-rows'
import type { Asked } from './outline-tasks'
import { tileOf } from './type-tile'
import { useAddBlock } from './use-add-block'
import { type Outline, outlineAddId, rowElementId } from './use-outline'

type Exit = Extract<OutlineRow, { kind: 'exit' }>

/** Asks beside a row where its exit leads, or which block comes after it. */
export function OutlineQuestion({ asked, outline, onDone }: { asked: Asked; outline: Outline; onDone: () => void }) {
  const { row } = asked
  const anchor = document.getElementById(row === null ? outlineAddId : rowElementId(row.key))
  const label = useQuestion(asked)
  const sections = useSections(asked, outline, onDone)
  if (!anchor) return null
  return (
    <Popover
      label={label}
      anchor={anchor}
      onClose={onDone}
      onClosed={() => (row === null ? anchor.focus() : outline.focus(outline.active))}
    >
      <ChoiceList label={label} sections={sections} />
    </Popover>
  )
}

function useQuestion({ what, row }: Asked): string {
  const { flow } = useEditor()
  if (row === null || row.kind === 'apart') return 'Add a block'
  const node = flow.getState().document.nodes[row.id]
  const name = node ? nameOf(node) : ''
  return what === 'add' || row.kind !== 'exit' ? `Add a block after ${name}` : `${name}, ${row.name}: leads to`
}

function useSections({ what, row }: Asked, outline: Outline, onDone: () => void): ChoiceSection[] {
  const { flow } = useEditor()
  const addBlock = useAddBlock()

  function lead(row: Exit): ChoiceSection[] {
    const { document } = flow.getState()
    const end = { from: row.id, exit: row.exit.name }
    const over = row.exit.over ?? false
    const done = () => {
      onDone()
      outline.focus(exitKey(row.id, row.exit.name))
    }
    const known = namesAfter(namesOf(document), over).map(
      ({ id, name, type }): Choice => ({
        value: id,
        label: name,
        ...tileOf(type),
        choose: () => {
          const refusal = leadTo(flow, end, id)
          if (refusal !== null) toast.error(refusal)
          done()
        },
      }),
    )
    const fresh = newBlocks(typesAfter(over), (type) => {
      leadToNew(flow, end, type)
      done()
    })
    const nowhere = { value: '-', label: 'Nowhere', icon: Unplug, group: 'plain' } as const
    const away = () => {
      leadNowhere(flow, end)
      done()
    }
    const sections = [
      { heading: 'Blocks of this flow', choices: known },
      { heading: 'A new block', choices: fresh },
    ]
    return row.to === null ? sections : [...sections, { heading: 'No line', choices: [{ ...nowhere, choose: away }] }]
  }

  function add(after: string | null): ChoiceSection[] {
    const types = after === null ? Object.keys(blocks).filter(isBlockType) : typesAfter(false)
    return [
      {
        heading: 'A new block',
        choices: newBlocks(types, (type) => {
          flow.select({ nodes: after === null ? [] : [after], edges: [] })
          const id = addBlock(type)
          onDone()
          outline.focus(id)
        }),
      },
    ]
  }

  if (what === 'lead' && row?.kind === 'exit') return lead(row)
  return add(row === null || row.kind === 'apart' ? null : row.id)
}

function newBlocks(types: readonly BlockType[], choose: (type: BlockType) => void): Choice[] {
  return types.map((type) => ({
    value: `+${type}`,
    label: `a new ${blocks[type].title}`,
    ...tileOf(type),
    choose: () => choose(type),
  }))
}
