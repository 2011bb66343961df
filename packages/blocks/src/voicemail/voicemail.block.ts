import { type ConfigProblem, defineBlock, type Exit, type Outcome, type RunContext } from '@patchbay/flow/block'
import { type ConfigOf, carrierLimits, choice, isE164, message, text, wholeNumber, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { emailProblem } from '../email-address'
import { heardOf } from '../heard-of'
import { filePart, writePart } from '../message-parts'
import { optionalTexts } from '../optional-texts'
import { spokenTogether } from '../spoken-together'

const againByDefault = 3
/** So long a caller may think about keeping it. */
const reviewSeconds = 5

const fields = {
  message: message(),
  maxDuration: wholeNumber({
    label: 'Longest message',
    verb: 'records at most',
    min: 1,
    max: 86_400,
    unit: 'seconds',
    placeholder: '120',
  }),
  review: yesNo('Let the caller hear it and record it again'),
  reviewMessage: {
    ...message(),
    label: 'After it is played back',
    initial: 'To keep your message, press 1. To record it again, press 2.',
  },
  askAgain: wholeNumber({
    label: 'Record again',
    min: 1,
    max: 10,
    unit: 'times at most',
    placeholder: String(againByDefault),
  }),
  tell: choice({ label: 'Tell', of: ['nobody', 'email', 'sms'] }),
  to: text({ label: 'To', max: 400 }),
  text: { ...text({ label: 'Text', max: carrierLimits.sms }), initial: '{{ caller }} left a message: {{ recording }}' },
  thanks: { ...message(), label: 'Thanks' },
}
type Config = ConfigOf<typeof fields>

/** Where it stands with this caller: what is waited for, the recording so far, the key pressed, and how often it was made again. */
const standing = z.object({
  at: z.enum(['record', 'review', 'tell', 'thanks']),
  url: z.string(),
  digits: z.string(),
  again: z.number(),
})
type Standing = z.infer<typeof standing>
const fresh: Standing = { at: 'record', url: '', digits: '', again: 0 }

/**
 * Takes a message, lets the caller hear it and make it again, and tells somebody. A caller who hangs up has left what was
 * recorded by then: it is told all the same. A recording is given up only for a newer one, and where nobody can be told of
 * it, the call goes on by the exit for that with its address as a result.
 */
export const voicemail = defineBlock({
  type: 'voicemail',
  group: 'middle',
  title: 'Voicemail',
  about: 'Takes a message and tells somebody of it.',
  waitsForCaller: true,
  records: true,
  fields,
  gives: () => ({ results: { url: 'the address of the recording', digits: 'the key pressed after hearing it' } }),
  check: (config) => [...recipientProblems(config), ...reviewProblems(config)],
  heard: ({ message }) => heardOf(message),
  exits: ({ tell }): Exit[] => [
    { name: 'left', label: 'When a message is left' },
    { name: 'none', label: 'If nothing is recorded' },
    ...(tell === 'nobody'
      ? []
      : [{ name: 'failed', label: 'If it can’t be recorded or told', failure: true as const }]),
  ],
  run: (config, event, ctx): Outcome => {
    if (event.type === 'entered') return record(config, ctx, fresh)
    const was = standing.safeParse(ctx.memory).data ?? fresh
    // Of an effect and of an SMS the end is told; a carrier's block that was merely taken goes on.
    if (event.type === 'accepted' && was.at !== 'tell') return { kind: 'stay' }
    switch (was.at) {
      case 'record': {
        const heard = 'result' in event ? event.result.recordingUrl : undefined
        const now = { ...was, url: heard || was.url }
        if (now.url === '') return event.type === 'done' ? leave('none', now) : { kind: 'stay', memory: null }
        const more = now.again < (config.askAgain ?? againByDefault)
        return event.type === 'done' && config.review && more ? review(config, ctx, now) : tell(config, ctx, now)
      }
      case 'review': {
        const digits = (event.type === 'done' && event.result.digits) || ''
        if (digits === '2') return record(config, ctx, { ...was, digits, again: was.again + 1 })
        return tell(config, ctx, { ...was, digits })
      }
      case 'tell':
        if (event.type === 'ended') return { kind: 'stay' }
        return event.type === 'refused' ? leave('failed', was, event.status) : told(config, ctx, was)
      case 'thanks':
        return leave('left', was)
    }
  },
})

type Ctx = Pick<RunContext, 'render' | 'say' | 'over'>

function record({ message, maxDuration }: Config, { say }: Ctx, now: Standing): Outcome {
  const command = {
    type: 'record' as const,
    ...(maxDuration === null ? {} : { maxDuration }),
    ...optionalTexts({ msg: say(message) }),
  }
  return { kind: 'wait', command, memory: { ...now, at: 'record' } }
}

function review({ reviewMessage }: Config, { say }: Ctx, now: Standing): Outcome {
  const msg = spokenTogether(writePart(filePart(now.url)), say(reviewMessage))
  const command = { type: 'gather' as const, msg, maxDigits: 1, timeout: reviewSeconds, attempts: 1 }
  return { kind: 'wait', command, memory: { ...now, at: 'review' } }
}

function tell(config: Config, ctx: Ctx, now: Standing): Outcome {
  if (config.tell === 'nobody') return told(config, ctx, now)
  const [to, words] = [ctx.render(config.to).trim(), ctx.render(config.text)]
  const command =
    config.tell === 'sms'
      ? { type: 'sms' as const, dest: to, msg: words }
      : { type: 'email' as const, to, subject: ctx.render('A message from {{ caller }}'), text: words }
  return { kind: 'wait', command, memory: { ...now, at: 'tell' } }
}

function told({ thanks }: Config, { say, over }: Ctx, now: Standing): Outcome {
  const msg = over ? '' : say(thanks)
  if (msg.trim() === '') return leave('left', now)
  return { kind: 'wait', command: { type: 'play', msg }, memory: { ...now, at: 'thanks' } }
}

function leave(exit: 'left' | 'none' | 'failed', { url, digits }: Standing, why?: string): Outcome {
  return { kind: 'exit', exit, result: { url, digits }, memory: null, ...(why === undefined ? {} : { why }) }
}

function recipientProblems({ tell, to, text }: Config): ConfigProblem[] {
  if (tell === 'nobody') return []
  const bad = (field: string, message: string) => ({ field, code: 'bad-setting', message })
  return [
    ...toProblem(tell, to.trim()).map((message) => bad('to', message)),
    ...(text.trim() === '' ? [bad('text', 'Say what is told.')] : []),
  ]
}

function toProblem(tell: 'email' | 'sms', to: string): string[] {
  if (to === '') return [tell === 'email' ? 'Say who gets the e-mail.' : 'Say which number gets the SMS.']
  if (to.includes('{{')) return []
  if (tell === 'email') return [emailProblem(to)].filter((problem) => problem !== null)
  return isE164(to)
    ? []
    : [`“${to.slice(0, 40)}” is no phone number. Write it with + and the country code, such as +6561234567.`]
}

/** The longest address of a recording that still fits into one message with the words. */
const roomForAddress = 200

function reviewProblems({ review, reviewMessage }: Config): ConfigProblem[] {
  if (!review) return []
  const bad = (code: string, message: string) => [{ field: 'reviewMessage', code, message }]
  if (reviewMessage.trim() === '')
    return bad('bad-setting', 'Say which keys the caller has: 1 keeps the message, 2 records it again.')
  const most = carrierLimits.msg - roomForAddress
  return [...reviewMessage].length > most
    ? bad('too-long-together', `The recording is played before this: at most ${most} characters.`)
    : []
}
