import { aloneOperators, type Operator, operators, type Rule } from '@patchbay/flow/rules'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import type { ReactNode } from 'react'

const operatorOptions = Object.entries(operators).map(([value, label]) => ({ value: value as Operator, label }))

const examples: Partial<Record<Operator, string>> = {
  matches: '+65* or ####',
  'one-of': '1, 2, 3',
}

export type RuleFormProps = {
  rule: Rule
  /** “condition 2 of branch 1” */
  what: string
  /** Of the names that are offered for its value. */
  list: string
  onChange: (rule: Rule) => void
  /** Which it is, and what moves and removes it, where there are others. */
  children?: ReactNode
}

/** One condition: a value, how it is compared, and with what. */
export function RuleForm({ rule, what, list, onChange, children }: RuleFormProps) {
  const { left, op, right, right2 = '' } = rule
  return (
    <fieldset className="grid min-w-0 gap-1.5 border-l-2 border-line pl-2">
      <legend className="sr-only">{what}</legend>
      {children ? <div className="-my-1.5 -mr-1.5 flex items-center">{children}</div> : null}
      <TextInput
        aria-label={`Value of ${what}`}
        value={left}
        placeholder="main_menu.digits"
        list={list}
        onChange={(event) => onChange({ ...rule, left: event.target.value })}
        autoComplete="off"
        spellCheck={false}
        mono
      />
      <div className="grid min-w-0 grid-cols-[3fr_2fr] gap-1.5 has-[>:only-child]:grid-cols-1">
        <Select
          aria-label={`Comparison of ${what}`}
          value={op}
          onChange={(next) => onChange({ ...rule, op: next })}
          options={operatorOptions}
        />
        {aloneOperators.has(op) ? null : (
          <TextInput
            aria-label={op === 'between' ? `The least of ${what}` : `What ${what} compares with`}
            value={right}
            placeholder={examples[op] ?? '1'}
            onChange={(event) => onChange({ ...rule, right: event.target.value })}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {op === 'between' ? (
          <>
            <span className="self-center text-right text-[13px] text-soft">and</span>
            <TextInput
              aria-label={`The most of ${what}`}
              value={right2}
              placeholder="10"
              onChange={(event) => onChange({ ...rule, right2: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          </>
        ) : null}
      </div>
    </fieldset>
  )
}
