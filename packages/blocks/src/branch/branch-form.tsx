import type { Rule } from '@patchbay/flow/rules'
import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { MoveButtons, useMoves } from '../move-buttons'
import { useNamesList } from '../names-list'
import { type BranchConfig, mostOf } from './branch.block'
import { RuleForm } from './rule-form'

const joinOptions = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
] as const

export const emptyRule: Rule = { left: '', op: 'is', right: '' }

export type BranchFormProps = {
  branch: BranchConfig
  /** From 1. */
  number: number
  onChange: (branch: BranchConfig) => void
  onRemove: () => void
  /** What moves it. */
  children: ReactNode
}

/** One branch: its name, and the conditions that calls must meet to go by it. */
export function BranchForm({ branch, number, onChange, onRemove, children }: BranchFormProps) {
  const names = useNamesList()
  const { label, join, rules } = branch
  const changeRules = (next: Rule[]) => onChange({ ...branch, rules: next })
  const movesOf = useMoves(rules, changeRules)
  return (
    <fieldset className="grid min-w-0 gap-2 rounded-card border border-line p-3">
      <legend className="sr-only">Branch {number}</legend>
      <div className="-my-1.5 -mr-1.5 flex items-center">
        <p aria-hidden className="grow text-[13px] font-medium">
          Branch {number}
        </p>
        {children}
        <IconButton icon={Trash2} label={`Remove branch ${number}`} onClick={onRemove} />
      </div>
      <TextInput
        aria-label={`Name of branch ${number}`}
        value={label}
        placeholder="Called as its conditions are"
        onChange={(event) => onChange({ ...branch, label: event.target.value })}
        autoComplete="off"
      />
      {rules.length > 1 ? (
        <Select
          aria-label={`When branch ${number} is taken`}
          value={join}
          onChange={(next) => onChange({ ...branch, join: next })}
          options={[...joinOptions]}
        />
      ) : null}
      <div className="grid min-w-0 gap-2.5">
        {rules.map((rule, index) => {
          const what = `condition ${index + 1} of branch ${number}`
          return (
            <RuleForm
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity, and hold nothing of their own
              key={index}
              rule={rule}
              what={what}
              list={names.list}
              onChange={(next) => changeRules(rules.map((other, at) => (at === index ? next : other)))}
            >
              {rules.length > 1 ? (
                <>
                  <p aria-hidden className="grow text-xs text-soft">
                    Condition {index + 1}
                  </p>
                  <MoveButtons what={what} moves={movesOf(index)} />
                  <IconButton
                    icon={X}
                    label={`Remove ${what}`}
                    onClick={() => changeRules(rules.filter((_, at) => at !== index))}
                  />
                </>
              ) : null}
            </RuleForm>
          )
        })}
      </div>
      <Button
        size="small"
        variant="quiet"
        icon={Plus}
        className="justify-self-start"
        disabled={rules.length >= mostOf.rules}
        onClick={() => changeRules([...rules, emptyRule])}
      >
        Add a condition
      </Button>
      {names.options}
    </fieldset>
  )
}
