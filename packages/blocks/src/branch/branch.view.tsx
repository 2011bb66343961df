import { Button } from '@patchbay/ui/button'
import { Plus, Split } from 'lucide-react'
import { freshId } from '../fresh-id'
import { MoveButtons, useMoves } from '../move-buttons'
import { defineView } from '../view'
import { branch, mostOf, wordsOf } from './branch.block'
import { BranchForm, emptyRule } from './branch-form'

export const branchView = defineView(branch, {
  icon: Split,
  // A branch without a name of its own is called as its conditions are: its exit says them.
  summary: ({ branches }) =>
    branches
      .filter(({ label, rules }) => label.trim() !== '' && rules.length > 0)
      .map((each) => `${each.label}: if ${wordsOf(each)}`)
      .join('; ') || null,
  Settings: ({ config: { branches }, field }) => {
    const { onChange, error } = field('branches')
    const movesOf = useMoves(branches, onChange)
    return (
      <div className="grid min-w-0 gap-2">
        <p className="text-soft">The first branch that fits is taken.</p>
        <div className="grid min-w-0 gap-2">
          {branches.map((each, index) => (
            <BranchForm
              key={each.id}
              branch={each}
              number={index + 1}
              onChange={(next) => onChange(branches.map((other) => (other.id === each.id ? next : other)))}
              onRemove={() => onChange(branches.filter(({ id }) => id !== each.id))}
            >
              <MoveButtons what={`branch ${index + 1}`} moves={movesOf(index)} />
            </BranchForm>
          ))}
        </div>
        {error ? (
          <p role="status" className="text-xs text-bad">
            {error}
          </p>
        ) : null}
        <Button
          icon={Plus}
          className="justify-self-start"
          disabled={branches.length >= mostOf.branches}
          onClick={() => onChange([...branches, { id: freshId(branches), label: '', join: 'all', rules: [emptyRule] }])}
        >
          Add a branch
        </Button>
      </div>
    )
  },
})
