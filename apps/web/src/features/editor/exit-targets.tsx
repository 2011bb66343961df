import { blocks } from '@patchbay/blocks/blocks'
import type { Exit } from '@patchbay/flow/block'
import type { FlowNode } from '@patchbay/flow/document'
import { Field } from '@patchbay/ui/field'
import { Kbd } from '@patchbay/ui/kbd'
import { inputLook } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { ChevronDown } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { afterCallOf } from './after-call'
import { useEditor, useFlow } from './editor-context'
import { exitsOf, isBlockType, linesOf, type Named, namesOf, typesAfter } from './flow-index'
import { leadNowhere, leadTo, leadToNew, namesAfter } from './lead-exit'

/** Past this many blocks a list is filled when it is reached: browsers measure every choice of a list that is there. */
const manyNames = 150

/** Where each exit leads, as a list of choices: a flow can be wired without a pointer. */
export function ExitTargets({ id, node }: { id: string; node: FlowNode }) {
  const names = useFlow((state) => namesOf(state.document))
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="sr-only">Exits</legend>
      <h3 className="text-[11px] font-semibold tracking-wider text-faint uppercase">What comes next</h3>
      {exitsOf(node).map((exit) => (
        <ExitTarget key={exit.name} id={id} exit={exit} names={names} />
      ))}
    </fieldset>
  )
}

function ExitTarget({ id, exit, names }: { id: string; exit: Exit; names: readonly Named[] }) {
  const { flow } = useEditor()
  const target = useFlow((state) => linesOf(state.document).get(id)?.get(exit.name)?.edge.to)
  const rests = useFlow((state) => afterCallOf(state.document).has(id))
  const open = target === undefined && !exit.optional && !rests
  const [reached, setReached] = useState(false)
  const whole = reached || names.length <= manyNames

  function lead(to: string) {
    const end = { from: id, exit: exit.name }
    const type = to.slice(1)
    if (to === '') leadNowhere(flow, end)
    else if (to.startsWith('+') && isBlockType(type)) leadToNew(flow, end, type)
    else {
      const refusal = leadTo(flow, end, to)
      if (refusal !== null) toast.error(refusal)
    }
  }

  return (
    <Field
      label={exit.label}
      aside={exit.key === undefined ? null : <Kbd>{exit.key}</Kbd>}
      error={open ? 'Leads nowhere yet.' : undefined}
    >
      {(control) => (
        // The browser's own list: it opens at once with a thousand blocks, and a phone shows it as a wheel.
        <div className="relative">
          <select
            {...control}
            onFocus={() => setReached(true)}
            onPointerEnter={() => setReached(true)}
            value={target ?? ''}
            onChange={(event) => lead(event.target.value)}
            className={`${inputLook} h-9 cursor-pointer appearance-none truncate pr-8`}
          >
            <option value="">{open ? 'leads to…' : exit.over ? 'nowhere: the call is over' : 'nowhere'}</option>
            <Choices over={exit.over ?? false} names={whole ? names : names.filter(({ id }) => id === target)} />
          </select>
          <ChevronDown aria-hidden size={16} className="pointer-events-none absolute top-2.5 right-2.5 text-faint" />
        </div>
      )}
    </Field>
  )
}

/** The blocks that fit after an exit, and one new block of each kind that does. */
const Choices = memo(function Choices({ over, names }: { over: boolean; names: readonly Named[] }) {
  const types = useMemo(() => typesAfter(over), [over])
  return (
    <>
      <optgroup label="Blocks of this flow">
        {namesAfter(names, over).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label="A new block">
        {types.map((type) => (
          <option key={type} value={`+${type}`}>
            a new {blocks[type].title}
          </option>
        ))}
      </optgroup>
    </>
  )
})
