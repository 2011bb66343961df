import { defineBlock } from '@patchbay/flow/block'

/** Begins what is done after the caller has left; only Logic blocks can follow, since there is no call any more. */
export const onHangUp = defineBlock({
  type: 'on-hang-up',
  group: 'start',
  title: 'If the caller hangs up',
  about: 'What is still to be done when the caller has left.',
  way: 'hang-up',
  waitsForCaller: false,
  fields: {},
  exits: () => [{ name: 'next', label: 'When the caller has hung up' }],
  run: () => ({ kind: 'exit', exit: 'next' }),
})
