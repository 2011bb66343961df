import type { Response, Result } from '@patchbay/flow/call'
import type { Effect, HttpRequest } from '@patchbay/flow/command'
import { type Json, kept } from '@patchbay/flow/vars'
import type { Counts } from './counts'
import type { Mailer } from './outbound/mail'
import type { HttpAnswer, Outbound } from './outbound/outbound'
import { signatureHeader, signWebhook, type WebhookKeys } from './outbound/webhook'
import { WrongKeyError } from './secrets/cipher'
import type { PrivateDigits } from './secrets/private-digits'
import { type FillSecrets, MissingSecretError, type Secrets } from './secrets/secrets'

/** What came of something that needs no carrier: a result, or why it could not be done. */
export type EffectOutcome = { done: Result } | { refused: string }

type Place = { workspaceId: string; callId: string; step: number }

const webhookMs = 10_000

/** The longest that it may take, in milliseconds. */
export function effectMs(command: Effect): number {
  return command.type === 'request' ? command.timeoutMs : 30_000
}

/**
 * Carries out what flows ask of the world beside the carrier. Rejects only if the database can't be asked; whatever the world
 * does is an outcome.
 */
export function createEffects({
  count,
  outbound,
  mailer,
  secrets,
  digits,
  webhookKeysOf,
}: {
  count: Counts
  outbound: Outbound
  mailer: Mailer
  secrets: Secrets
  digits: PrivateDigits
  /** What a workspace's webhooks are signed with. */
  webhookKeysOf: (workspaceId: string) => Promise<WebhookKeys>
}) {
  /** Fills in what marks stand for; `hide` puts them back where an answer repeats private digits. */
  async function fillerFor({ workspaceId, callId }: Place, texts: readonly string[]) {
    const fillSecrets = await secrets.fillerFor(workspaceId, texts)
    const { fill, hide } = await digits.unseal(callId, texts)
    const both: FillSecrets = (text) => fill(fillSecrets(text))
    return { fill: both, hide }
  }

  async function request(place: Place, spec: HttpRequest): Promise<EffectOutcome> {
    const { fill, hide } = await fillerFor(place, textsOf(spec))
    const response = responseOf(await outbound.request(filled(spec, fill)))
    return { done: { response: response.kind === 'answered' ? { ...response, body: hide(response.body) } : response } }
  }

  /** Told to a program. It counts as told when it is answered with a 2xx. */
  async function webhook(place: Place, url: string, body: string): Promise<EffectOutcome> {
    const { workspaceId, callId, step } = place
    const { fill } = await fillerFor(place, [url])
    const signature = signWebhook(await webhookKeysOf(workspaceId), body, Date.now())
    const answer = await outbound.request({
      method: 'POST',
      url: encoded(fill)(url),
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: signatureHeader, value: signature },
        { name: 'Patchbay-Delivery', value: `${callId}:${step}` },
      ],
      body,
      timeoutMs: webhookMs,
      retries: 0,
    })
    if (answer.kind !== 'answered') return { refused: answer.kind === 'timed-out' ? 'timed-out' : answer.reason }
    return answer.status >= 200 && answer.status < 300 ? { done: {} } : { refused: `answered ${answer.status}` }
  }

  return async (place: Place, command: Effect): Promise<EffectOutcome> => {
    try {
      switch (command.type) {
        case 'count':
          return { done: { count: await count(place, command.name, command.seconds) } }
        case 'request':
          return await request(place, command)
        case 'webhook':
          return await webhook(place, command.url, command.body)
        case 'email': {
          const outcome = await mailer.send(command)
          return outcome.kind === 'sent' ? { done: {} } : { refused: `mail-${outcome.reason}` }
        }
      }
    } catch (error) {
      if (error instanceof MissingSecretError) return { refused: `no secret “${error.key}”` }
      if (error instanceof WrongKeyError) return { refused: 'wrong-key' }
      throw error
    }
  }
}

export type Effects = ReturnType<typeof createEffects>

function textsOf({ url, headers, body = '' }: HttpRequest): string[] {
  return [url, body, ...headers.map(({ value }) => value)]
}

/** Of a secret, or of private digits. */
const anyMark = /\uE000[^\uE001]*\uE001|\uE004[^\uE005]*\uE005/g

/** In an address, a form and JSON a secret is written as those want it. */
function filled(spec: HttpRequest, fill: FillSecrets): HttpRequest {
  const { url, headers, body, ...rest } = spec
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
  const inBody: FillSecrets = type.includes('json')
    ? (text) => text.replace(anyMark, (mark) => JSON.stringify(fill(mark)).slice(1, -1))
    : encoded(fill)
  return {
    ...rest,
    url: encoded(fill)(url),
    headers: headers.map(({ name, value }) => ({ name, value: fill(value) })),
    ...(body === undefined ? {} : { body: inBody(body) }),
  }
}

function encoded(fill: FillSecrets): FillSecrets {
  return (text) => text.replace(anyMark, (mark) => encodeURIComponent(fill(mark)))
}

function responseOf(answer: HttpAnswer): Response {
  if (answer.kind !== 'answered') return answer
  return { kind: 'answered', status: answer.status, body: kept(bodyOf(answer)) }
}

function bodyOf({ contentType, body }: { contentType: string; body: string }): Json {
  if (!/json/i.test(contentType)) return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
