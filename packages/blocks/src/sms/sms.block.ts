import { defineBlock } from '@patchbay/flow/block'
import { carrierLimits, phoneNumber, tag, text } from '@patchbay/flow/field'
import { optionalTexts } from '../optional-texts'

/** Sends a text message. It asks nothing of the call, so it can also follow one that is over. */
export const sms = defineBlock({
  type: 'sms',
  group: 'logic',
  title: 'Send SMS',
  about: 'Sends a text message, to the owner or to the caller.',
  waitsForCaller: false,
  fields: {
    dest: phoneNumber({ label: 'To', required: 'Say which number gets the SMS.' }),
    text: text({ label: 'Text', max: carrierLimits.sms, required: 'Say what the SMS says.' }),
    senderName: text({ label: 'Sender', max: 16, placeholder: "the carrier's choice" }),
    tag: tag(),
  },
  exits: () => [
    { name: 'sent', label: 'When it is sent' },
    { name: 'failed', label: 'If it can’t be sent', failure: true },
  ],
  run: (config, event, { render }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'sms',
          dest: render(config.dest),
          msg: render(config.text),
          ...optionalTexts({ senderName: render(config.senderName), tag: render(config.tag) }),
        },
      }
    return event.type === 'accepted' ? { kind: 'exit', exit: 'sent' } : { kind: 'stay' }
  },
})
