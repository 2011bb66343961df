import type { Result, Vars } from './call'
import type { Command } from './command'
import type { FlowNode } from './document'
import { type ConfigOf, type Fields, readConfig } from './field'
import { compileText } from './template'

export type BlockGroup = 'start' | 'middle' | 'logic' | 'end'

/** One way out of a block. Lines join by `name`, which no author can change. */
export type Exit = {
  name: string
  /** In people's words: “If nobody presses a key”. */
  label: string
  /** The keys that lead here, if it is a key's exit. */
  key?: string
  /** May lead nowhere. */
  optional?: true
  /** Taken when the carrier refuses the block. */
  failure?: true
  /** There is no call any more: only Logic blocks can follow. */
  over?: true
  /** Taken by a caller who does nothing. A block has at most one such exit. */
  silence?: true
}

/** What a caller hears of a block: a message, a ringing tone, or nothing for at most so many seconds. */
export type Heard = { sound: 'message' | 'ringing' } | { sound: 'none'; seconds: number }

/** What a block is told. `entered` comes first and once; the others while the block waits. */
export type BlockEvent =
  | { type: 'entered' }
  | { type: 'done'; result: Result }
  | { type: 'accepted' }
  | { type: 'ended'; result: Result }

/**
 * What a block does next. `wait` sends a command and stays; `exit` goes on; `end` sends a last command after which the
 * call only ends. `stay` waits for what else may come.
 */
export type Outcome =
  | { kind: 'wait'; command: Command }
  | { kind: 'stay' }
  | { kind: 'exit'; exit: string; set?: Partial<Vars> }
  | { kind: 'end'; command: Command }

export type ConfigProblem = {
  field: string
  code: string
  message: string
  /** It can be published all the same. */
  warning?: true
  /** Settings that mend it, where there is one way to. */
  fix?: { label: string; config: FlowNode['config'] }
}

export type RunContext = { vars: Vars; render: (text: string) => string }

/** A block with its settings read once: what the interpreter and the checks work with. */
export type BoundBlock = {
  exits: readonly Exit[]
  heard: Heard
  /** What is wrong with the settings; empty when they can be published. */
  problems: () => ConfigProblem[]
  run: (event: BlockEvent, vars: Vars) => Outcome
}

export type Block = {
  type: string
  group: BlockGroup
  title: string
  /** One sentence for the palette. */
  about: string
  fields: Fields
  /** Whether a caller has time to act while it runs: a loop without such a block is refused. */
  waitsForCaller: boolean
  /** Whether it keeps what a caller says: then the caller has to be told. */
  records?: true
  /** Which way the call must go for this block to start it. */
  direction?: 'incoming' | 'outgoing'
  bind: (raw: Record<string, unknown>) => BoundBlock
}

/** A block whose settings have a known type, for its own view. */
export type TypedBlock<Config> = Block & { read: (raw: Record<string, unknown>) => Config }

/**
 * Defines a block: everything that it must say about itself, in one place. `exits` lists every way out that `run` can
 * take for the same settings; `run` is pure, and gives commands whose texts it renders through `ctx.render`. A block
 * without `heard` takes no time and says nothing.
 */
export function defineBlock<F extends Fields>(definition: {
  type: string
  group: BlockGroup
  title: string
  about: string
  fields: F
  waitsForCaller: boolean
  records?: true
  direction?: 'incoming' | 'outgoing'
  heard?: (config: ConfigOf<F>) => Heard
  check?: (config: ConfigOf<F>) => ConfigProblem[]
  exits: (config: ConfigOf<F>) => Exit[]
  run: (config: ConfigOf<F>, event: BlockEvent, ctx: RunContext) => Outcome
}): TypedBlock<ConfigOf<F>> {
  const { check, exits, heard, run, ...said } = definition
  const read = (raw: Record<string, unknown>) => readConfig(definition.fields, raw)
  return {
    ...said,
    read,
    bind: (raw) => {
      const config = read(raw)
      const texts = new Map<string, (vars: Vars) => string>()
      const render = (text: string, vars: Vars) => {
        let renderer = texts.get(text)
        if (!renderer) {
          const compiled = compileText(text)
          renderer = compiled.ok ? compiled.render : () => ''
          texts.set(text, renderer)
        }
        return renderer(vars)
      }
      return {
        exits: exits(config),
        heard: heard?.(config) ?? { sound: 'none', seconds: 0 },
        problems: () => [...fieldProblems(definition.fields, raw), ...(check?.(config) ?? [])],
        run: (event, vars) => run(config, event, { vars, render: (text) => render(text, vars) }),
      }
    },
  }
}

function fieldProblems(fields: Fields, raw: Record<string, unknown>): ConfigProblem[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const parsed = field.strict.safeParse(Object.hasOwn(raw, name) ? raw[name] : field.initial)
    if (parsed.success) return []
    const message = parsed.error.issues[0]?.message ?? 'This value does not fit.'
    return [{ field: name, code: 'bad-setting', message }]
  })
}

/** The settings of a new block. */
export function initialConfig(block: Block): Record<string, unknown> {
  return Object.fromEntries(Object.entries(block.fields).map(([name, field]) => [name, field.initial]))
}
