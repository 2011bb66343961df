import { aloneOperators, type Operator, operators, type Rule } from '@patchbay/flow/rules'
import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { ArrowDown, ArrowUp, Plus, Trash2, X } from 'lucide-react'
import { useNamesList } from '../names-list'
import type { BranchConfig } from './branch.block'

const operatorOptions = Object.entries(operators).map(([value, label]) => ({ value: value as Operator, label }))
const joinOptions = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
] as const

export type BranchFormProps = {
  branch: BranchConfig
  /** From 1. */
  number: number
  onChange: (branch: BranchConfig) => void
  onRemove: () => void
  /** Absent where it is the first, or the last. */
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}

/** One branch: its name, and the conditions that calls must meet to go by it. */
export function BranchForm({ branch, number, onChange, onRemove, onUp, onDown }: BranchFormProps) {
  const names = useNamesList()
  const { label, join, rules } = branch
  const changeRule = (at: number, part: Partial<Rule>) =>
    onChange({ ...branch, rules: rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)) })
  return (
    <fieldset className="grid min-w-0 gap-2 rounded-card border border-line p-3">
      <legend className="sr-only">Branch {number}</legend>
      <div className="flex items-center gap-1">
        <TextInput
          aria-label={`Name of branch ${number}`}
          value={label}
          placeholder={`Branch ${number}`}
          onChange={(event) => onChange({ ...branch, label: event.target.value })}
          autoComplete="off"
        />
        <IconButton icon={ArrowUp} label={`Move branch ${number} up`} disabled={!onUp} onClick={onUp} />
        <IconButton icon={ArrowDown} label={`Move branch ${number} down`} disabled={!onDown} onClick={onDown} />
        <IconButton icon={Trash2} label={`Remove branch ${number}`} onClick={onRemove} />
      </div>
      {rules.length > 1 ? (
        <Select
          aria-label={`When branch ${number} is taken`}
          value={join}
          onChange={(next) => onChange({ ...branch, join: next })}
          options={[...joinOptions]}
        />
      ) : null}
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity, and are never put in another order
        <div key={index} className="grid min-w-0 grid-cols-[1fr_auto] gap-1.5 border-l-2 border-line pl-2">
          <div className="grid min-w-0 gap-1.5">
            <TextInput
              aria-label={`Value of condition ${index + 1} of branch ${number}`}
              value={rule.left}
              placeholder="main_menu.digits"
              list={names.list}
              onChange={(event) => changeRule(index, { left: event.target.value })}
              autoComplete="off"
              spellCheck={false}
              mono
            />
            <div className="grid min-w-0 grid-cols-[3fr_2fr] gap-1.5 has-[>:only-child]:grid-cols-1">
              <Select
                aria-label={`Comparison of condition ${index + 1} of branch ${number}`}
                value={rule.op}
                onChange={(op) => changeRule(index, { op })}
                options={operatorOptions}
              />
              {aloneOperators.has(rule.op) ? null : (
                <TextInput
                  aria-label={`What condition ${index + 1} of branch ${number} compares with`}
                  value={rule.right}
                  placeholder={examples[rule.op] ?? '1'}
                  onChange={(event) => changeRule(index, { right: event.target.value })}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </div>
          </div>
          <IconButton
            icon={X}
            label={`Remove condition ${index + 1} of branch ${number}`}
            disabled={rules.length === 1}
            onClick={() => onChange({ ...branch, rules: rules.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        size="small"
        variant="quiet"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange({ ...branch, rules: [...rules, emptyRule] })}
      >
        Add a condition
      </Button>
      {names.options}
    </fieldset>
  )
}

export const emptyRule: Rule = { left: '', op: 'is', right: '' }

const examples: Partial<Record<Operator, string>> = {
  matches: '+65* or ####',
  between: '1 and 10',
  'one-of': '1, 2, 3',
}
