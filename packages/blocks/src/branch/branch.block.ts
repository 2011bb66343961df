import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { checkTemplate, type Field } from '@patchbay/flow/field'
import { aloneOperators, type FilledRule, holds, operators, type Rule, ruleSchema } from '@patchbay/flow/rules'
import { type Json, type Vars, valueAt } from '@patchbay/flow/vars'
import { z } from 'zod'
import { haveOwnIds } from '../own-ids'

const branchSchema = z.object({
  /** Of this branch for good: lines join by it. */
  id: z.string(),
  label: z.string(),
  join: z.enum(['all', 'any']),
  rules: z.array(ruleSchema),
})
export type BranchConfig = z.infer<typeof branchSchema>

/** The most that a Branch has. */
export const mostOf = { branches: 50, rules: 20 } as const

/** Names with dots between them. */
const path = /^[^\s.{}|[\]"'%]+(\.[^\s.{}|[\]"'%]+)*$/
const compared = z.string().max(500, 'At most 500 characters.').superRefine(checkTemplate)

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
                .max(200, 'At most 200 characters.')
                .regex(path, 'A condition names a value as it is, without braces: main_menu.digits.'),
              right: compared,
              right2: compared.optional(),
            }),
          )
          .min(1, 'A branch without a condition would take every call: add one.')
          .max(mostOf.rules, `At most ${mostOf.rules} conditions.`),
      }),
    )
    .min(1, 'Add a branch.')
    .max(mostOf.branches, `At most ${mostOf.branches} branches.`)
    .refine(haveOwnIds, 'Two branches have the same id. Remove one of them, and add it again.'),
  texts: (list) =>
    list.flatMap(({ rules }) => rules.flatMap(({ left, right, right2 = '' }) => [`{{ ${left} }}`, right, right2])),
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
      .find(
        ({ op, right, right2 = '' }) =>
          (!aloneOperators.has(op) && op !== 'is' && op !== 'is-not' && right.trim() === '') ||
          (op === 'between' && right2.trim() === ''),
      )
    if (!bare) return []
    const message = `Say what “${bare.left}” is compared with.`
    return [{ field: 'branches', code: 'bad-setting', message }]
  },
  exits: ({ branches }): Exit[] => [
    ...branches.map((each, index) => ({ name: exitOfBranch(each.id), label: labelOf(each, index) })),
    { name: 'otherwise', label: 'Otherwise' },
  ],
  run: ({ branches }, _event, { render, vars }) => {
    const fill = ({ right, right2, ...rule }: Rule): FilledRule => ({
      ...rule,
      right: filledIn(right, render, vars),
      ...(right2 === undefined ? {} : { right2: filledIn(right2, render, vars) }),
    })
    for (const { id, join, rules } of branches) {
      const filled = rules.map(fill)
      const deciding = join === 'all' ? filled : filled.filter((rule) => holds(rule, vars)).slice(0, 1)
      if (deciding.length === 0 || !deciding.every((rule) => holds(rule, vars))) continue
      return { kind: 'exit', exit: exitOfBranch(id), why: clip(deciding.map(ruleWords).join(' and '), longestWhy) }
    }
    return { kind: 'exit', exit: 'otherwise', why: 'no branch fits' }
  },
})

/** What a text leads to: a number stays one where the text is nothing but its name. */
function filledIn(text: string, render: (text: string) => string, vars: Vars): Json {
  const said = render(text)
  const name = /^\{\{\s*([^\s{}|]+)\s*\}\}$/.exec(text.trim())?.[1]
  const value = name === undefined ? undefined : valueAt(vars, name)
  return typeof value === 'number' ? value : said
}

const longestWhy = 300

function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** The exit of a branch, by its id. */
export function exitOfBranch(id: string): string {
  return `branch:${id}`
}

/** A condition as people say it: “main_menu.digits is 1”. */
export function ruleWords({ left, op, right, right2 = '' }: FilledRule): string {
  const others = aloneOperators.has(op) ? [] : op === 'between' ? [right, 'and', right2] : [right]
  const words = others.map((other) => (other === '' ? 'nothing' : clip(String(other), 100)))
  return [left.trim(), operators[op], ...words].join(' ')
}

/** What a branch asks, in words. */
export function wordsOf({ rules, join }: BranchConfig): string {
  return rules.map(ruleWords).join(join === 'all' ? ' and ' : ' or ')
}

function labelOf(branch: BranchConfig, index: number): string {
  if (branch.label.trim() !== '') return branch.label
  const words = wordsOf(branch)
  return words === '' ? `Branch ${index + 1}` : `If ${clip(words, 60)}`
}
