import { Button } from '@patchbay/ui/button'
import { Plus, Split } from 'lucide-react'
import { freshId } from '../fresh-id'
import { defineView } from '../view'
import { branch } from './branch.block'
import { BranchForm, emptyRule } from './branch-form'

export const branchView = defineView(branch, {
  icon: Split,
  summary: () => null,
  Settings: ({ config: { branches }, field }) => {
    const { onChange, error } = field('branches')
    const swap = (at: number) => {
      const next = [...branches]
      next.splice(at, 2, ...branches.slice(at, at + 2).reverse())
      onChange(next)
    }
    return (
      <div className="grid min-w-0 gap-2">
        <p className="text-soft">The first branch that fits is taken.</p>
        {branches.map((each, index) => (
          <BranchForm
            key={each.id}
            branch={each}
            number={index + 1}
            onChange={(next) => onChange(branches.map((other) => (other.id === each.id ? next : other)))}
            onRemove={() => onChange(branches.filter(({ id }) => id !== each.id))}
            onUp={index > 0 ? () => swap(index - 1) : undefined}
            onDown={index < branches.length - 1 ? () => swap(index) : undefined}
          />
        ))}
        {error ? <p className="text-xs text-bad">{error}</p> : null}
        <Button
          icon={Plus}
          className="justify-self-start"
          onClick={() => onChange([...branches, { id: freshId(branches), label: '', join: 'all', rules: [emptyRule] }])}
        >
          Add a branch
        </Button>
      </div>
    )
  },
})
