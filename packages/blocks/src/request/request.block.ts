import { type ConfigProblem, defineBlock, type Exit, type Outcome } from '@patchbay/flow/block'
import type { Response } from '@patchbay/flow/call'
import type { HttpRequest } from '@patchbay/flow/command'
import { choice, message, wholeNumber, yesNo } from '@patchbay/flow/field'
import { type Json, reservedNames, valueAt } from '@patchbay/flow/vars'
import { z } from 'zod'
import { type Pair, pairs } from '../pairs'
import { webAddress } from '../web-address'

const url = webAddress({ placeholder: 'https://example.com/orders' })

const header = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/, 'A header is named with letters, digits and dashes.')
/** Said by the connection itself, or by what is sent. */
const notYours = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'content-type',
])
const field = z.string().regex(/^[^.\s][^\s]{0,79}$/, 'Give each field a name without spaces.')
const variable = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A variable is named with small letters, digits and _, beginning with a letter.')
  .refine((name) => !reservedNames.has(name), 'Every call has that name for something else. Choose another one.')
const path = z.string().min(1, 'Say where it stands in the answer.').max(200, 'At most 200 characters.')

const defaults = { seconds: 10 } as const

/**
 * Asks a server over HTTP. With a message the caller is put on hold meanwhile and hears it again and again; without one
 * there is silence. What the answer says is kept under names of the author's choice.
 */
export const request = defineBlock({
  type: 'request',
  group: 'logic',
  title: 'Request',
  about: 'Asks another program over HTTP, and goes on by what it answers.',
  waitsForCaller: false,
  fields: {
    method: choice({ label: 'Method', of: ['GET', 'POST', 'PUT'] }),
    url,
    headers: pairs({ label: 'Headers', most: 20, name: header, secrets: true }),
    body: choice({ label: 'Sends', of: ['none', 'json', 'form'] }),
    data: pairs({ label: 'Data', most: 50, name: field, secrets: true }),
    message: message(),
    seconds: wholeNumber({
      label: 'Wait at most',
      verb: 'waits',
      min: 1,
      max: 30,
      unit: 'seconds',
      placeholder: String(defaults.seconds),
    }),
    retries: wholeNumber({ label: 'Try again', min: 0, max: 3, unit: 'times', placeholder: 'never' }),
    keep: pairs({ label: 'Keep from the answer', most: 30, name: variable, value: path }),
    split: yesNo('Tell what went wrong apart'),
  },
  gives: ({ keep }) => ({
    results: { status: 'the status of the answer, such as 200' },
    sets: keep.map(({ name }) => name),
  }),
  check: ({ headers, method, retries, url }): ConfigProblem[] => {
    const taken = headers.find(({ name }) => notYours.has(name.toLowerCase()))
    return [
      ...(url === '' ? [{ field: 'url', code: 'bad-setting', message: 'Say which server is asked.' }] : []),
      ...(taken
        ? [{ field: 'headers', code: 'bad-setting', message: `“${taken.name}” is sent by itself. Take it away.` }]
        : []),
      ...(method === 'POST' && retries
        ? [
            {
              field: 'retries',
              code: 'not-repeated',
              message: 'A POST is never sent twice, so that nothing is ordered twice.',
              warning: true as const,
              fix: { label: 'Do not try again', config: { retries: null } },
            },
          ]
        : []),
    ]
  },
  heard: ({ message, seconds }) =>
    message.trim() === '' ? { sound: 'none', seconds: seconds ?? defaults.seconds } : { sound: 'message' },
  exits: ({ split }): Exit[] => [
    { name: 'success', label: 'When it succeeds' },
    ...(split
      ? [
          { name: 'client-error', label: 'If it says that the request is wrong (4xx)' },
          { name: 'server-error', label: 'If it has a fault itself (5xx)' },
          { name: 'timed-out', label: 'If it takes too long' },
        ]
      : []),
    { name: 'failed', label: split ? 'If it can’t be asked' : 'If it fails', failure: true },
  ],
  run: (config, event, { say, renderWithSecrets, memory, over }): Outcome => {
    const ask: Outcome = { kind: 'wait', command: { type: 'request', ...requestOf(config, renderWithSecrets) } }
    const onHold = memory === 'on hold'
    const leave = (outcome: Left): Outcome =>
      onHold && !over
        ? { kind: 'wait', command: { type: 'unhold' }, memory: outcome }
        : { kind: 'exit', ...outcome, memory: null }
    switch (event.type) {
      case 'entered':
        if (over || config.message.trim() === '') return ask
        return { kind: 'wait', command: { type: 'hold', msg: say(config.message) }, memory: 'on hold' }
      case 'accepted':
        return ask
      case 'done': {
        const left = leftSchema.safeParse(memory)
        if (left.success) return { kind: 'exit', ...left.data, memory: null }
        return leave(leftBy(config, event.result.response))
      }
      case 'refused':
        return onHold ? leave({ exit: 'failed', result: { status: 0 }, set: {}, why: event.status }) : { kind: 'stay' }
      case 'ended':
        return { kind: 'stay' }
    }
  },
})

type Config = {
  method: HttpRequest['method']
  url: string
  headers: Pair[]
  body: 'none' | 'json' | 'form'
  data: Pair[]
  seconds: number | null
  retries: number | null
  keep: Pair[]
  split: boolean
}

const leftSchema = z.object({
  exit: z.string(),
  result: z.record(z.string(), z.json()),
  set: z.record(z.string(), z.json()),
  why: z.string(),
})
/** How the block is left once the caller is no longer on hold. */
type Left = z.infer<typeof leftSchema>

function requestOf(config: Config, render: (text: string) => string): HttpRequest {
  const data = config.data.map(({ name, value }) => [name, render(value)] as const)
  const headers = config.headers.map(({ name, value }) => ({ name, value: render(value) }))
  const sent = config.method === 'GET' ? 'none' : config.body
  return {
    method: config.method,
    url: render(config.url),
    headers: [
      ...headers,
      ...(sent === 'json' ? [{ name: 'Content-Type', value: 'application/json' }] : []),
      ...(sent === 'form' ? [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }] : []),
    ],
    ...(sent === 'json' ? { body: JSON.stringify(nested(data)) } : {}),
    ...(sent === 'form' ? { body: formOf(data) } : {}),
    timeoutMs: (config.seconds ?? defaults.seconds) * 1_000,
    retries: config.retries ?? 0,
  }
}

/** `answers.first` → `{ answers: { first } }`. */
function nested(data: ReadonlyArray<readonly [string, string]>): Json {
  const root: Record<string, Json> = {}
  for (const [name, value] of data) {
    const parts = name.split('.')
    const last = parts.pop() ?? name
    let at = root
    for (const part of parts) {
      const below = Object.hasOwn(at, part) ? at[part] : undefined
      const next: Record<string, Json> =
        typeof below === 'object' && below !== null && !Array.isArray(below) ? below : {}
      Object.defineProperty(at, part, { value: next, enumerable: true, configurable: true, writable: true })
      at = next
    }
    Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true })
  }
  return root
}

/** A mark stays as it is: it is filled in, and written as a form is, when the request leaves. */
function formOf(data: ReadonlyArray<readonly [string, string]>): string {
  return data.map(([name, value]) => `${formText(name)}=${formText(value)}`).join('&')
}

function formText(text: string): string {
  return text
    .split(/(\uE000[^\uE001]*\uE001|\uE004[^\uE005]*\uE005)/)
    .map((part, index) =>
      index % 2 ? part : encodeURIComponent(part.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')).replaceAll('%20', '+'),
    )
    .join('')
}

function leftBy({ keep, split }: Config, response: Response | undefined): Left {
  const wrong = (exit: string, why: string, status = 0): Left => ({
    exit: split ? exit : 'failed',
    result: { status },
    set: {},
    why,
  })
  if (response === undefined) return wrong('failed', 'no answer')
  if (response.kind === 'timed-out') return wrong('timed-out', 'took too long')
  if (response.kind === 'failed') return wrong('failed', response.reason)
  const { status, body } = response
  const why = `answered ${status}`
  if (status >= 500) return wrong('server-error', why, status)
  if (status >= 400) return wrong('client-error', why, status)
  if (status < 200 || status >= 300) return wrong('failed', why, status)
  const kept = keep.map(({ name, value }) => [name, valueAt({ body }, `body.${value}`) ?? ''] as const)
  return { exit: 'success', result: { status }, set: Object.fromEntries(kept), why }
}
