import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from '../account'
import type { Exchange } from '../exchange'
import type { RequestFault } from '../faults'
import { Refusal } from '../refusal'
import type { Endpoint, Reply } from './endpoint'
import { ivrEndpoints } from './ivr'
import { numberEndpoints } from './number'
import { Parameters } from './parameters'
import { smsEndpoints } from './sms'
import { userEndpoints } from './user'
import { voiceEndpoints } from './voice'

/** Every endpoint by its path under `/open/`. */
export const endpoints = new Map<string, Endpoint>(
  Object.entries({ ...ivrEndpoints, ...numberEndpoints, ...userEndpoints, ...voiceEndpoints, ...smsEndpoints }),
)

const mostParameters = 200
/** A request that hangs is given up at last, in milliseconds. */
const longestHang = 30_000
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The REST API under `/open/`. An error of the API is HTTP 200 with a `status`; only an unknown path is 404. The order of
 * checks: method, readable parameters, app_id, access_token, required parameters, session, values.
 */
export function openApi(exchange: Exchange) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.setErrorHandler((error, request, reply) => {
      const statusCode = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
      if (statusCode < 500) return reply.code(200).send({ status: 'error_malformed_params' })
      request.log.error(error)
      return reply.code(200).send({ status: 'error_internal_server_error' })
    })
    for (const [path, endpoint] of endpoints)
      app.all(`/${path}`, async (request, reply) => {
        const fault = exchange.faults.ofRequest(path)
        const said = answer(exchange, path, endpoint, request, fault)
        return fault.answer === 'sent' ? said : misbehave(reply, fault.answer)
      })
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'error_service_not_available' }))
  }
}

function misbehave(reply: FastifyReply, how: '500' | 'hang' | 'close'): FastifyReply {
  if (how === '500') return reply.code(500).send('Internal Server Error')
  reply.hijack()
  if (how === 'close') reply.raw.destroy()
  else setTimeout(() => reply.raw.destroy(), longestHang).unref()
  return reply
}

function answer(
  exchange: Exchange,
  path: string,
  endpoint: Endpoint,
  request: FastifyRequest,
  fault: RequestFault,
): Reply {
  const answered = fault.answer === 'sent' || fault.answer === '500' ? fault.answer : 'none'
  let params = new Parameters(new Map())
  try {
    if (request.method !== 'GET' && request.method !== 'POST') throw new Refusal('error_invalid_http_method')
    params = readParameters(request)
    const account = authenticate(exchange, params)
    const ordered = exchange.takeOrderedRefusal(path)
    if (ordered) throw new Refusal(ordered)
    for (const name of endpoint.required) params.need(name)
    if (endpoint.limited && !account.admits(path, Date.now())) throw new Refusal('error_rate_limit_exceeded')
    if (fault.status) throw new Refusal(fault.status)
    // A Dial that nobody carries out leaves no call behind.
    if (!fault.carriedOut) throw new Refusal('error_internal_server_error')
    const accepted = endpoint.run({ exchange, account, params })
    const reply = { status: 'success_ok', ...accepted.reply }
    accepted.call?.add({
      type: 'request',
      path,
      params: params.shown(),
      status: 'success_ok',
      reply,
      carriedOut: true,
      answer: answered,
    })
    accepted.carryOut?.()
    return reply
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const reply = { status: error.status }
    addRefusal(exchange, path, params, reply, answered)
    return reply
  }
}

/** A refused request shows in the transcript of its own account's call. */
function addRefusal(
  exchange: Exchange,
  path: string,
  params: Parameters,
  reply: { status: string },
  answer: 'sent' | '500' | 'none',
): void {
  const call = exchange.bySession(params.get('session') ?? '')
  if (call && call.account.appId === params.get('app_id'))
    call.add({ type: 'request', path, params: params.shown(), status: reply.status, reply, carriedOut: false, answer })
}

function authenticate(exchange: Exchange, params: Parameters): Account {
  const appId = params.need('app_id')
  const account = exchange.accounts.find((each) => each.appId === appId)
  if (!account) throw new Refusal('error_invalid_app_id')
  if (!sameToken(params.need('access_token'), account.accessToken)) throw new Refusal('error_invalid_access_token')
  return account
}

/** In a time that tells nothing of how much of it is right. */
function sameToken(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

function readParameters(request: FastifyRequest): Parameters {
  const values = new Map<string, string>()
  const query = request.raw.url?.split('?', 2)[1] ?? ''
  for (const [name, value] of decode(query)) values.set(name, value)
  if (request.method === 'POST' && Buffer.isBuffer(request.body) && request.body.length > 0) {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/x-www-form-urlencoded') throw new Refusal('error_malformed_params')
    for (const [name, value] of decode(readText(request.body))) values.set(name, value)
  }
  return new Parameters(values)
}

/** Form decoding that refuses what URLSearchParams would quietly replace: broken escapes and broken UTF-8. */
function decode(form: string): [string, string][] {
  const pairs = form.split('&').filter((pair) => pair !== '')
  if (pairs.length > mostParameters) throw new Refusal('error_malformed_params')
  return pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [decodePart(name), decodePart(value.join('='))]
  })
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('error_malformed_params')
  }
}

function readText(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new Refusal('error_malformed_params')
  }
}
