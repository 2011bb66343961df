import { defineBlock } from '@patchbay/flow/block'

/** Begins the way of a call in which something broke: a dead end, or a step that the carrier refused. */
export const onError = defineBlock({
  type: 'on-error',
  group: 'start',
  title: 'If something breaks',
  about: 'Where a call goes when a step of the flow fails.',
  way: 'error',
  waitsForCaller: false,
  fields: {},
  exits: () => [{ name: 'next', label: 'When something breaks' }],
  run: () => ({ kind: 'exit', exit: 'next' }),
})
