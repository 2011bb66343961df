import { defineBlock } from '@patchbay/flow/block'

/** Hoiio's Answer has no request of its own: the first block after it picks up. */
export const answer = defineBlock({
  type: 'answer',
  group: 'start',
  title: 'Incoming call',
  about: 'Starts when somebody rings one of your numbers.',
  direction: 'incoming',
  waitsForCaller: false,
  fields: {},
  exits: () => [{ name: 'next', label: 'When it rings' }],
  run: () => ({ kind: 'exit', exit: 'next' }),
})
