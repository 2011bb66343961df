import type { Block, BlockEvent, Outcome } from '@patchbay/flow/block'
import type { Vars } from '@patchbay/flow/call'

/** The variables that the case tables render their texts with. */
export const testVars: Vars = {
  caller: '+6591234567',
  called: '+6531580000',
  digits: '42',
  recording: 'https://r/1.mp3',
}

/** Runs one block on its own with settings that are given in part. */
export function runBlock(block: Block, config: Record<string, unknown>, event: BlockEvent): Outcome {
  return block.bind(config).run(event, testVars)
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
