import type { FlowSetting } from './document'

/** What a workspace has beside a flow, by what flows name it by. */
export type Neighbours = {
  tables: ReadonlyArray<{ key: string; name: string }>
  prompts: readonly NeighbourPrompt[]
  /** By their keys; what they hold is told to nobody. */
  secrets: readonly string[]
  /** The flows that this one can go to. */
  flows: readonly OtherFlow[]
}

export type NeighbourPrompt = {
  key: string
  name: string
  /** What is heard, by language. */
  takes: ReadonlyArray<{ language: string; sound: PromptSound }>
}

export type PromptSound =
  | { kind: 'text'; text: string; gender: 'female' | 'male' | null }
  /** `address` begins with a slash. */
  | { kind: 'file'; address: string }

/** A flow that another can go to: it is published, and begins with a call that comes in. */
export type OtherFlow = {
  id: string
  name: string
  /** The newest first. */
  versions: readonly number[]
  /** The ways by which the newest returns, in people's words. */
  ways: readonly string[]
  settings: ReadonlyArray<{ key: string; label: string; type: FlowSetting['type'] }>
}

/** What a block's setting names of its flow's neighbours, besides the prompts and secrets in its texts. */
export type Reference = { field: string } & (
  | { kind: 'table'; key: string }
  /** `version`: null for the newest. `ways`: those that the block has an exit for. `settings`: what it gives to the flow's, as texts. */
  | {
      kind: 'flow'
      id: string
      version: number | null
      ways: readonly string[]
      settings: ReadonlyArray<{ name: string; value: string }>
    }
  /** A language that prompts are said in from here on, as in `zh-HK`. */
  | { kind: 'language'; code: string }
)

/** What is heard of a prompt in a language, else in the one that it is a kind of: `zh` for `zh-HK`. */
export function takeIn({ takes }: NeighbourPrompt, language: string): NeighbourPrompt['takes'][number] | undefined {
  const wider = language.replace(/-.*/, '')
  return takes.find((take) => take.language === language) ?? takes.find((take) => take.language === wider)
}
