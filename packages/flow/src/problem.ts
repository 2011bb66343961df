import type { Edit } from './edit'
import type { CompiledNode } from './flow'

export type ProblemCode =
  | 'no-start'
  | 'second-start'
  | 'unknown-block'
  | 'bad-setting'
  | 'exit-open'
  | 'line-nowhere'
  | 'unknown-exit'
  | 'exit-twice'
  | 'into-start'
  | 'call-is-over'
  | 'loop-without-wait'
  | 'loop-without-limit'
  | 'no-way-to-end'
  | 'unreachable'
  | 'long-silence'
  | 'recording-without-notice'
  | (string & {})

/** What mends a problem with one press, as edits of the document in which it was found. */
export type Fix = { label: string; edits: Edit[] }

export type Problem = {
  code: ProblemCode
  /** Errors keep a flow from being published; warnings do not. */
  severity: 'error' | 'warning'
  /** One sentence for people. */
  message: string
  node?: string
  exit?: string
  field?: string
  /** Only where there is one way to mend it. */
  fix?: Fix
}

/** What a setting names, and is not there: not the block by itself knows, but the flow and its neighbours. */
export const namingCodes: ReadonlySet<ProblemCode> = new Set([
  'unknown-variable',
  'secret-here',
  'private-here',
  'private-reckoned',
  'unknown-table',
  'unknown-flow',
  'unknown-version',
  'unknown-secret',
  'unknown-prompt',
  'prompt-without-language',
])

type Place = { exit?: string; field?: string }

/** A problem that keeps a flow from being published. */
export function error(code: ProblemCode, message: string, node?: string, place: Place = {}): Problem {
  return { code, severity: 'error', message, ...(node === undefined ? {} : { node }), ...place }
}

/** A problem of a flow that can be published all the same. */
export function warning(code: ProblemCode, message: string, node: string, place: Place = {}): Problem {
  return { code, severity: 'warning', message, node, ...place }
}

/** A problem with what mends it, if anything does. */
export function mendedBy(problem: Problem, fix: Fix | undefined): Problem {
  return fix ? { ...problem, fix } : problem
}

/** What people call a block, in quotation marks. */
export function called(node: CompiledNode): string {
  return `“${node.name || node.block.title}”`
}

/** An exit's label within a sentence. */
export function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
