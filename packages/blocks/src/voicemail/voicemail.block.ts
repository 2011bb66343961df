import { type ConfigProblem, defineBlock, type Outcome } from '@patchbay/flow/block'
import { carrierLimits, choice, message, tag, text, wholeNumber, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

/** What it is doing, and the recording so far. */
const memorySchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('recording'), again: z.number() }),
  z.object({ at: z.literal('reviewing'), again: z.number(), url: z.string() }),
  z.object({ at: z.literal('telling'), url: z.string() }),
])
type Memory = z.infer<typeof memorySchema>

const defaults = {
  review: 'That is your message. To keep it, press 1. To record it again, press 2.',
  text: '{{ caller }} left a message: {{ recording }}',
} as const
const mostAgain = 5

/**
 * Takes a message: a notice, the recording and, if wanted, a look back with the choice to record again; then somebody is told.
 * A caller who hangs up has left a message all the same, and somebody is told of it.
 */
export const voicemail = defineBlock({
  type: 'voicemail',
  group: 'middle',
  title: 'Voicemail',
  about: 'Takes a message, lets the caller hear it, and tells somebody.',
  waitsForCaller: true,
  records: true,
  fields: {
    message: message({ required: 'Say that a message can be left.' }),
    maxDuration: wholeNumber({
      label: 'Longest message',
      verb: 'records at most',
      min: 1,
      max: 3_600,
      unit: 'seconds',
      placeholder: '120',
    }),
    review: yesNo('Let the caller hear it and record again'),
    reviewMessage: text({ label: 'After hearing it', max: 600, placeholder: defaults.review }),
    tell: choice({ label: 'Then tell', of: ['nobody', 'email', 'sms'] }),
    to: text({ label: 'Who', max: 200, placeholder: 'mei@example.com' }),
    text: text({ label: 'What is told', max: carrierLimits.sms, placeholder: defaults.text }),
    tag: tag(),
  },
  gives: () => ({ results: { url: 'the address of the recording' } }),
  heard: (config) => heardOf(config.message),
  check: ({ tell, to }): ConfigProblem[] => {
    if (tell === 'nobody') return []
    if (to.includes('{{')) return []
    const fits = tell === 'email' ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to) : /^\+[1-9]\d{6,14}$/.test(to)
    if (fits) return []
    const wanted =
      tell === 'email' ? 'an e-mail address, such as mei@example.com' : 'a phone number, such as +6561234567'
    return [{ field: 'to', code: 'bad-setting', message: `Say who is told: ${wanted}.` }]
  },
  exits: ({ tell }) => [
    { name: 'left', label: 'When a message was left' },
    { name: 'none', label: 'If nothing was said' },
    ...(tell === 'nobody' ? [] : [{ name: 'failed', label: 'If nobody could be told', failure: true as const }]),
  ],
  run: (config, event, { memory, over, render, say, vars }): Outcome => {
    const parsed = memorySchema.safeParse(memory)
    const now: Memory | null = parsed.success ? parsed.data : null
    const record = (again: number): Outcome => ({
      kind: 'wait',
      memory: { at: 'recording', again },
      command: {
        type: 'record',
        ...(config.maxDuration === null ? {} : { maxDuration: config.maxDuration }),
        ...optionalTexts({ msg: again === 0 ? say(config.message) : '', tag: render(config.tag) }),
      },
    })
    const left = (url: string): Outcome => ({ kind: 'exit', exit: 'left', result: { url }, memory: null })
    const keep = (url: string): Outcome => {
      if (config.tell === 'nobody') return left(url)
      const words = render(config.text || defaults.text)
      const command =
        config.tell === 'email'
          ? {
              type: 'email' as const,
              to: render(config.to),
              subject: `A message from ${vars.caller || 'a caller'}`,
              text: words,
            }
          : { type: 'sms' as const, dest: render(config.to), msg: words }
      return { kind: 'wait', command, memory: { at: 'telling', url } }
    }
    if (event.type === 'entered') return record(0)
    if (event.type === 'refused') return { kind: 'stay' }
    if (now?.at === 'telling') return event.type === 'ended' ? { kind: 'stay' } : left(now.url)
    if (event.type === 'accepted') return { kind: 'stay' }
    if (now?.at === 'reviewing') {
      const again = event.type === 'done' && event.result.digits === '2' && now.again < mostAgain
      return again ? record(now.again + 1) : keep(now.url)
    }
    const url = event.result.recordingUrl ?? ''
    if (url === '') return event.type === 'ended' ? { kind: 'stay' } : { kind: 'exit', exit: 'none', memory: null }
    if (over || event.type === 'ended' || !config.review) return keep(url)
    return {
      kind: 'wait',
      memory: { at: 'reviewing', again: now?.again ?? 0, url },
      command: {
        type: 'gather',
        maxDigits: 1,
        attempts: 1,
        timeout: 10,
        msg: `<url>${url.replaceAll('&', '&amp;').replace(/[<>]/g, '')}</url>${say(config.reviewMessage || defaults.review)}`,
      },
    }
  },
})
