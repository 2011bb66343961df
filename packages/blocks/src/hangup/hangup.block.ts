import { defineBlock } from '@patchbay/flow/block'
import { message, tag, yesNo } from '@patchbay/flow/field'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

/**
 * Ends the call. Without a message, as the first block after an incoming call, it rejects the call, which then is never answered.
 */
export const hangup = defineBlock({
  type: 'hangup',
  group: 'end',
  title: 'Hang up',
  about: 'Ends the call, with a last word if you like.',
  waitsForCaller: false,
  fields: { message: message(), force: yesNo('At once, without a message'), tag: tag() },
  check: (config) =>
    config.force && config.message.trim() !== ''
      ? [
          {
            field: 'message',
            code: 'bad-setting',
            message: 'Nothing can be said when the line is cut at once. Empty the message, or switch “At once” off.',
          },
        ]
      : [],
  heard: (config) => heardOf(config.message),
  exits: () => [],
  run: (config, event, { render, say }) =>
    event.type === 'entered'
      ? {
          kind: 'end',
          command: {
            type: 'hangup',
            ...(config.force ? { force: true } : optionalTexts({ msg: say(config.message) })),
            ...optionalTexts({ tag: render(config.tag) }),
          },
        }
      : { kind: 'stay' },
})
