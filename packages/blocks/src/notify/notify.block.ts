import { type ConfigProblem, defineBlock } from '@patchbay/flow/block'
import { checkTemplate, choice, type Field, text } from '@patchbay/flow/field'
import { z } from 'zod'
import { emailProblem } from '../email-address'
import { webAddress } from '../web-address'

const to: Field<string> = {
  label: 'To',
  initial: '',
  loose: z.string(),
  strict: z.string().superRefine((value, ctx) => {
    const problem = value === '' ? null : emailProblem(value)
    if (problem === null) checkTemplate(value, ctx)
    else ctx.addIssue({ code: 'custom', message: problem })
  }),
  texts: (value) => [value],
  placeholder: 'mei@example.com',
}

const url = webAddress({ placeholder: 'https://example.com/hooks/calls' })

/** Tells a person by e-mail, or a program by a signed webhook. It asks nothing of the call, so it can also follow one that is over. */
export const notify = defineBlock({
  type: 'notify',
  group: 'logic',
  title: 'Notify',
  about: 'Tells somebody by e-mail, or another program by a webhook.',
  waitsForCaller: false,
  fields: {
    by: choice({ label: 'By', of: ['email', 'webhook'] }),
    to,
    subject: text({ label: 'Subject', max: 200, placeholder: 'A call from {{ caller }}' }),
    url,
    text: text({ label: 'Text', max: 4_000, required: 'Say what is told.' }),
  },
  check: ({ by, to, url }): ConfigProblem[] => {
    if (by === 'email' && to === '') return [{ field: 'to', code: 'bad-setting', message: 'Say who gets the e-mail.' }]
    if (by === 'webhook' && url === '')
      return [{ field: 'url', code: 'bad-setting', message: 'Say where the webhook goes.' }]
    return []
  },
  exits: () => [
    { name: 'sent', label: 'When it is sent' },
    { name: 'failed', label: 'If it can’t be sent', failure: true },
  ],
  run: (config, event, { render, renderWithSecrets, vars }) => {
    if (event.type === 'done') return { kind: 'exit', exit: 'sent' }
    if (event.type !== 'entered') return { kind: 'stay' }
    const words = render(config.text)
    if (config.by === 'webhook') {
      const { caller, called, digits, recording } = vars
      const body = JSON.stringify({ text: words, caller, called, digits, recording })
      return { kind: 'wait', command: { type: 'webhook', url: renderWithSecrets(config.url), body } }
    }
    const subject = render(config.subject === '' ? 'A call from {{ caller }}' : config.subject)
    return { kind: 'wait', command: { type: 'email', to: render(config.to), subject, text: words } }
  },
})
