import type { Block, BlockEvent, CallView, Outcome } from '@patchbay/flow/block'
import type { Vars } from '@patchbay/flow/call'

/** The variables that the case tables render their texts with. */
export const testVars: Vars = {
  caller: '+6591234567',
  called: '+6531580000',
  digits: '42',
  recording: 'https://r/1.mp3',
}

/** Runs one block on its own with settings that are given in part, and what it sees of the call, too. */
export function runBlock(
  block: Block,
  config: Record<string, unknown>,
  event: BlockEvent,
  view: Partial<CallView> = {},
): Outcome {
  return block.bind(config).run(event, {
    vars: testVars,
    at: Date.UTC(2026, 10, 24, 2, 0),
    fact: () => null,
    memory: null,
    chance: () => 0.5,
    over: false,
    node: 'here',
    prompt: () => null,
    unknown: () => undefined,
    ...view,
  })
}

/** The names of a block's exits for some settings. */
export function exitNames(block: Block, config: Record<string, unknown>): string[] {
  return block.bind(config).exits.map((exit) => exit.name)
}

/** The fields that publishing would refuse. */
export function badFields(block: Block, config: Record<string, unknown>): string[] {
  return block
    .bind(config)
    .problems()
    .filter((problem) => !problem.warning)
    .map((problem) => problem.field)
}
