import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Call } from '../call'
import { isE164 } from '../e164'
import type { Exchange } from '../exchange'
import { faultsSchema } from '../faults'
import { endpoints } from '../open/open-api'
import { isRefusalStatus } from '../refusal'
import { viewCall, viewWholeCall } from './call-view'
import { streamEvents } from './event-stream'

/** The control API's no: an HTTP status and a sentence. */
class ControlError extends Error {
  constructor(
    readonly statusCode: 400 | 404 | 409,
    message: string,
  ) {
    super(message)
  }
}

const e164 = z.string('must be text').refine(isE164, 'must be a number such as +6591234567')
const ringBody = z.object({ from: e164, to: e164 })
const keysBody = z.object({
  digits: z.string('must be text').regex(/^[0-9*#]{1,100}$/, 'must be 1 to 100 of the keys 0–9, * and #'),
})
const legBody = z.object({
  outcome: z.enum(['answered', 'busy', 'unanswered', 'failed'], 'must be answered, busy, unanswered or failed'),
})
const hangupBody = z.object({ party: z.enum(['caller', 'dest'], 'must be caller or dest').default('caller') })
const waitBody = z.object({
  seconds: z
    .number('must be a number of seconds')
    .positive('must be more than 0')
    .max(86_400, 'must be at most 86400')
    .optional(),
})
const refusalBody = z.object({
  path: z.string('must be text').refine((path) => endpoints.has(path), 'must be an endpoint such as ivr/middle/play'),
  status: z.string('must be text').refine(isRefusalStatus, 'must be a status such as error_internal_server_error'),
  times: z.int('must be a whole number').min(1, 'must be 1 to 1000').max(1_000, 'must be 1 to 1000').default(1),
})
const sessionParams = z.object({ session: z.string() })
const eventsQuery = z.object({ session: z.string().optional() })

/**
 * Drives the people on the telephone: rings numbers, presses keys, hangs up, answers for the other phone, lets time pass.
 * For programs on this machine; no other site's page may call it (no CORS).
 */
export function controlApi(exchange: Exchange) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser('application/json')
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, body === '' ? {} : JSON.parse(String(body)))
      } catch {
        done(new ControlError(400, 'The body is not JSON.'))
      }
    })
    app.setErrorHandler((error, request, reply) => {
      if (error instanceof ControlError) return reply.code(error.statusCode).send({ message: error.message })
      const statusCode = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
      if (statusCode < 500) return reply.code(statusCode).send({ message: 'The request can’t be read: send JSON.' })
      request.log.error(error)
      return reply.code(500).send({ message: 'The simulator has a fault; its log says more.' })
    })
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'The control API has no such page.' }))

    app.post('/calls', async (request, reply) => {
      const { from, to } = read(ringBody, request.body)
      const account = exchange.ownerOf(to)
      const owned = account?.numbers.get(to)
      if (!account || !owned) throw new ControlError(404, `Nobody has the number ${to} here.`)
      if (!exchange.hasFreeLine(account)) throw new ControlError(409, 'All lines of this account are busy.')
      const call = exchange.open(account, { direction: 'incoming', from, to, forwardTo: owned.forwardTo })
      call.ring()
      return reply.code(201).send({ session: call.session, txn_ref: call.txnRef })
    })
    app.get('/calls', async () => exchange.allCalls().map(viewCall))
    app.get('/transcripts', async () => exchange.allCalls().map(viewWholeCall))
    app.get('/calls/:session', async (request) => viewWholeCall(callOf(exchange, request)))
    app.post('/calls/:session/keys', async (request) => {
      const call = callOf(exchange, request)
      const { digits } = read(keysBody, request.body)
      if (call.state !== 'ongoing') throw new ControlError(409, 'Keys need a call that is answered and not over.')
      call.add({ type: 'keys', digits })
      call.running?.keys?.(digits)
      return viewCall(call)
    })
    app.post('/calls/:session/leg', async (request) => {
      const call = callOf(exchange, request)
      const { outcome } = read(legBody, request.body)
      if (!call.running?.leg) throw new ControlError(409, 'No other phone is ringing on this call.')
      call.running.leg(outcome)
      return viewCall(call)
    })
    app.post('/calls/:session/wait', async (request) => {
      const call = callOf(exchange, request)
      const { seconds } = read(waitBody, request.body)
      if (call.state === 'ended') throw new ControlError(409, 'The call is over.')
      if (!call.clock.waiting && seconds === undefined)
        throw new ControlError(409, 'Nothing is being waited for on this call: say how many seconds shall pass.')
      call.elapse(seconds)
      return viewCall(call)
    })
    app.post('/calls/:session/hangup', async (request) => {
      const call = callOf(exchange, request)
      const { party } = read(hangupBody, request.body)
      if (call.state === 'ended') throw new ControlError(409, 'The call is over already.')
      if (party === 'dest' && call.leg !== 'answered') throw new ControlError(409, 'No other phone is on this call.')
      call.end(party)
      return viewCall(call)
    })

    app.post('/refusals', async (request, reply) => {
      const { path, status, times } = read(refusalBody, request.body)
      if (isRefusalStatus(status)) exchange.orderRefusal(path, status, times)
      return reply.code(201).send({ path, status, times })
    })
    app.get('/faults', async () => exchange.faults.settings)
    app.put('/faults', async (request) => {
      exchange.faults.set(read(faultsSchema, request.body))
      return exchange.faults.settings
    })
    app.get('/numbers', async () =>
      exchange.accounts.flatMap((account) =>
        [...account.numbers.values()].map(({ number, forwardTo, mode }) => ({
          number,
          forward_to: forwardTo,
          mode,
          app_id: account.appId,
        })),
      ),
    )
    app.get('/sms', async () => exchange.sms)
    app.get('/events', (request, reply) => streamEvents(exchange, read(eventsQuery, request.query).session, reply))
  }
}

function callOf(exchange: Exchange, request: FastifyRequest): Call {
  const { session } = read(sessionParams, request.params)
  const call = exchange.bySession(session)
  if (!call) throw new ControlError(404, `There is no call ${session.slice(0, 40)}.`)
  return call
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new ControlError(400, field === '' ? 'The body must be a JSON object.' : `${field} ${issue?.message}.`)
}
