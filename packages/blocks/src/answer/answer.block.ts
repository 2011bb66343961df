import { defineBlock } from '@patchbay/flow/block'
import { tooMany, tooManyExits } from '../too-many'

/** Hoiio's Answer has no request of its own: the first block after it picks up. */
export const answer = defineBlock({
  type: 'answer',
  group: 'start',
  title: 'Incoming call',
  about: 'Starts when somebody rings one of your numbers.',
  direction: 'incoming',
  waitsForCaller: false,
  fields: { tooMany },
  exits: (config) => [{ name: 'next', label: 'When it rings' }, ...tooManyExits(config.tooMany)],
  run: () => ({ kind: 'exit', exit: 'next' }),
})
