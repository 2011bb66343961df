import type { Result } from './call'
import type { Command } from './command'
import type { FlowNode } from './document'
import { type ConfigOf, type Fields, readConfig } from './field'
import type { Reference } from './neighbours'
import type { Query } from './query'
import { type CompiledText, compileText } from './template'
import { type Json, type Vars, valueAt } from './vars'

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
  /** A call takes it only so many times: a loop that closes by it is no endless one. */
  counted?: true
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
  /** What it asked for was refused. A block that stays then leaves by its exit for failures. */
  | { type: 'refused'; status: string }

/**
 * What a block does next. `wait` sends a command and stays; `exit` goes on; `end` sends a last command after which the
 * call only ends; `stay` waits for what else may come; `enter` walks another flow and stays until that returns, `return`
 * goes back to the flow that waits; `fail` can't do what the block is for, which the carrier need not be asked to know: it
 * leaves by the exit for failures, or is a fault of the flow's. `memory` is what the block keeps for itself, null for nothing more; without it, it
 * keeps what it had.
 */
export type Outcome = (
  | { kind: 'wait'; command: Command }
  | { kind: 'stay' }
  | {
      kind: 'exit'
      exit: string
      /** What stands under the block's own name from now on. */
      result?: Readonly<Record<string, Json>>
      /** What stands under names of the author's choice. */
      set?: Readonly<Record<string, Json>>
      tags?: readonly string[]
      /** What decided it, for the log. */
      why?: string
    }
  | { kind: 'end'; command: Command }
  | { kind: 'enter'; version: string; settings: Readonly<Record<string, Json>> }
  | { kind: 'return'; exit: string; result: Readonly<Record<string, Json>> }
  | { kind: 'fail'; why: string }
) & { memory?: Json }

export type ConfigProblem = {
  field: string
  code: string
  message: string
  /** It can be published all the same. */
  warning?: true
  /** Settings that mend it, where there is one way to. */
  fix?: { label: string; config: FlowNode['config'] }
}

/** What a block may look at while it runs; the same for the same event, whenever and wherever it is walked. */
export type RunContext = {
  vars: Vars
  /** A text with its variables filled in, and with those of `also`, which come first. */
  render: (text: string, also?: Readonly<Record<string, Json>>) => string
  /** The same for an address, a header or a body: with a mark for every secret that it names. */
  renderWithSecrets: (text: string) => string
  /** As `render`, with a mark for digits that nobody may see: they are filled in where something is looked up by them. */
  renderSealed: (text: string) => string
  /** The same as the caller is to hear it: prompts in the call's language, no marks but the author's own. */
  say: (text: string) => string
  /** When the event was taken, in epoch milliseconds. */
  at: number
  /** What is known outside: see `Query`. Null where there is nothing. */
  fact: (query: Query) => Json
  /** What the block kept for itself; null at first. */
  memory: Json
  /** From 0 up to 1, another number at each block of each call. */
  chance: () => number
  /** The block's own id in its flow. */
  node: string
  /** Whether there is no caller any more. */
  over: boolean
}

/** What the interpreter gives to a block; texts are rendered from it. */
export type CallView = Omit<RunContext, 'render' | 'renderWithSecrets' | 'renderSealed' | 'say'> & {
  prompt: (key: string) => string | null
  /** Told of every name in a text that nothing has. */
  unknown: (name: string) => void
}

/** Names that texts may use after a block: `results` stand below its own name, `sets` by themselves. */
export type Given = {
  results?: Readonly<Record<string, string>>
  sets?: readonly string[]
  /** Those of the results that nobody may see: they can be looked up by, and sent in a request, and nothing else. */
  sealed?: readonly string[]
}

/** A block with its settings read once: what the interpreter and the checks work with. */
export type BoundBlock = {
  exits: readonly Exit[]
  heard: Heard
  /** What is wrong with the settings; empty when they can be published. */
  problems: () => ConfigProblem[]
  /** What it makes of digits that nobody may see; null where anybody may. */
  seals: (digits: string) => string | null
  run: (event: BlockEvent, view: CallView) => Outcome
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
  /** The way that a call takes when something breaks, or when its caller hangs up; such a block is no second start. */
  way?: 'error' | 'hang-up'
  /** Whether a caller is kept waiting from here on, or taken back: in between the carrier takes no other block. */
  holds?: 'begin' | 'end'
  /** Whether it keeps what a caller says: then the caller has to be told. */
  records?: true
  /** Which way the call must go for this block to start it. */
  direction?: 'incoming' | 'outgoing'
  /** What its results are called, below its own name; and names of the author's choice that it sets. */
  gives?: (raw: Record<string, unknown>) => Given
  /** What its settings name of the flow's neighbours. */
  refers?: (raw: Record<string, unknown>) => readonly Reference[]
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
  way?: 'error' | 'hang-up'
  holds?: 'begin' | 'end'
  records?: true
  direction?: 'incoming' | 'outgoing'
  gives?: (config: ConfigOf<F>) => Given
  refers?: (config: ConfigOf<F>) => readonly Reference[]
  heard?: (config: ConfigOf<F>) => Heard
  seals?: (config: ConfigOf<F>, digits: string) => string | null
  check?: (config: ConfigOf<F>) => ConfigProblem[]
  exits: (config: ConfigOf<F>) => Exit[]
  run: (config: ConfigOf<F>, event: BlockEvent, ctx: RunContext) => Outcome
}): TypedBlock<ConfigOf<F>> {
  const { check, exits, gives, heard, refers, run, seals, ...said } = definition
  const read = (raw: Record<string, unknown>) => readConfig(definition.fields, raw)
  return {
    ...said,
    ...(gives ? { gives: (raw) => gives(read(raw)) } : {}),
    ...(refers ? { refers: (raw) => refers(read(raw)) } : {}),
    read,
    bind: (raw) => {
      const config = read(raw)
      return {
        exits: exits(config),
        heard: heard?.(config) ?? { sound: 'none', seconds: 0 },
        seals: (digits) => seals?.(config, digits) ?? null,
        problems: () => [...fieldProblems(definition.fields, raw), ...(check?.(config) ?? [])],
        run: (event, view) => {
          const read = (text: string, vars: Vars = view.vars) => {
            const compiled = compileText(text)
            const it = compiled.ok ? compiled : unreadable
            for (const name of it.looksUp) if (valueAt(vars, name) === undefined) view.unknown(name)
            return it
          }
          const texts: Pick<RunContext, 'render' | 'renderWithSecrets' | 'renderSealed' | 'say'> = {
            render: (text, also) => {
              const vars = also ? { ...view.vars, ...also } : view.vars
              return read(text, vars).render(vars)
            },
            renderWithSecrets: (text) => read(text).renderWithSecrets(view.vars),
            renderSealed: (text) => read(text).renderSealed(view.vars),
            say: (text) => read(text).say(view.vars, view.prompt),
          }
          return run(config, event, Object.assign(view, texts))
        },
      }
    },
  }
}

const nothing = () => ''
const unreadable: CompiledText & { ok: true } = {
  ok: true,
  render: nothing,
  renderWithSecrets: nothing,
  renderSealed: nothing,
  say: nothing,
  names: [],
  looksUp: [],
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
