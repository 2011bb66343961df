import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { checkTemplate, type Field } from '@patchbay/flow/field'
import { aloneOperators, holds, operators, type Rule, ruleSchema } from '@patchbay/flow/rules'
import { z } from 'zod'

const branchSchema = z.object({
  /** Of this branch for good: lines join by it. */
  id: z.string(),
  label: z.string(),
  join: z.enum(['all', 'any']),
  rules: z.array(ruleSchema),
})
export type BranchConfig = z.infer<typeof branchSchema>

const most = { branches: 50, rules: 20 } as const

const branches: Field<BranchConfig[]> = {
  label: 'Branches',
  initial: [],
  loose: z.array(branchSchema),
  strict: z
    .array(
      branchSchema.extend({
        id: z.string().min(1).max(40),
        label: z.string().max(60, 'A branch is named in at most 60 characters.'),
        rules: z
          .array(
            ruleSchema.extend({
              left: z
                .string()
                .trim()
                .min(1, 'Say which value a condition is about.')
                .max(200, 'At most 200 characters.'),
              right: z.string().max(500, 'At most 500 characters.').superRefine(checkTemplate),
            }),
          )
          .min(1, 'A branch without a condition would take every call: add one.')
          .max(most.rules, `At most ${most.rules} conditions.`),
      }),
    )
    .min(1, 'Add a branch.')
    .max(most.branches, `At most ${most.branches} branches.`),
  texts: (list) => list.flatMap(({ rules }) => rules.flatMap(({ left, right }) => [`{{ ${left} }}`, right])),
}

/** Goes by the first branch whose conditions hold. It takes no time and touches nothing. */
export const branch = defineBlock({
  type: 'branch',
  group: 'logic',
  title: 'Branch',
  about: 'Goes one way or another by what was pressed, looked up or answered.',
  waitsForCaller: false,
  fields: { branches },
  check: ({ branches }): ConfigProblem[] => {
    const bare = branches
      .flatMap(({ rules }) => rules)
      .find(({ op, right }) => !aloneOperators.has(op) && op !== 'is' && op !== 'is-not' && right.trim() === '')
    if (!bare) return []
    const message = `Say what “${bare.left}” is compared with.`
    return [{ field: 'branches', code: 'bad-setting', message }]
  },
  exits: ({ branches }): Exit[] => [
    ...branches.map((each, index) => ({ name: exitOfBranch(each.id), label: labelOf(each, index) })),
    { name: 'otherwise', label: 'Otherwise' },
  ],
  run: ({ branches }, _event, { render, vars }) => {
    const isTrue = (rule: Rule) => holds({ ...rule, right: render(rule.right) }, vars)
    const taken = branches.find(({ join, rules }) =>
      join === 'all' ? rules.length > 0 && rules.every(isTrue) : rules.some(isTrue),
    )
    if (!taken) return { kind: 'exit', exit: 'otherwise', why: 'no branch fits' }
    const deciding = taken.join === 'all' ? taken.rules : taken.rules.filter(isTrue).slice(0, 1)
    return {
      kind: 'exit',
      exit: exitOfBranch(taken.id),
      why: deciding.map((rule) => ruleWords({ ...rule, right: render(rule.right) })).join(' and '),
    }
  },
})

/** The exit of a branch, by its id. */
export function exitOfBranch(id: string): string {
  return `branch:${id}`
}

/** A condition as people say it: “main_menu.digits is 1”. */
export function ruleWords({ left, op, right }: Rule): string {
  return [left, operators[op], aloneOperators.has(op) ? '' : right].filter((part) => part !== '').join(' ')
}

function labelOf({ label, rules, join }: BranchConfig, index: number): string {
  if (label.trim() !== '') return label
  const words = rules.map(ruleWords).join(join === 'all' ? ' and ' : ' or ')
  return words === '' ? `Branch ${index + 1}` : `If ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`
}
