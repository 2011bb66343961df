import { initTRPC, type TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { asTrpcError } from './as-trpc-error'
import { whileAllowed } from './live/while-allowed'
import { inPersonOnly, mayNot, signInFirst } from './refusals'
import type { Ability } from './roles'
import { UserError } from './user-error'
import { contextOf, type Visit } from './visit'

/** What one has to be allowed, or at least to be, to ask a procedure; neither: anybody may. `inPerson`: and be somebody, not a key. */
export type Meta = { ability?: Ability; signedIn?: true; inPerson?: true }

const trpc = initTRPC
  .context<Visit>()
  .meta<Meta>()
  .create({
    // A silent line is told from a dead one, so that a browser that lost its server comes back by itself.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter({ shape, error }) {
      const { httpStatus, path } = shape.data
      const { message, ...facts } = tellError(error)
      return { ...shape, message, data: { httpStatus, path, ...facts } }
    },
  })

/** The one place where errors become tRPC's, and where what nobody expected is logged, once. */
const mapErrors = trpc.middleware(async ({ next, ctx, path }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  if (cause instanceof UserError) {
    if (cause.kind === 'FORBIDDEN')
      ctx.house.log.info({ path, who: whoIs(ctx), address: ctx.address }, 'a request was refused')
    throw asTrpcError(cause)
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.house.log.error({ path, err: cause }, 'a request failed')
  return result
})

function whoIs({ actor }: Visit): string | null {
  return actor === null || actor.kind === 'system' ? null : `${actor.kind} ${actor.id}`
}

export const router = trpc.router
export const createCallerFactory = trpc.createCallerFactory

/** For whoever asks, signed in or not. */
export const open = trpc.procedure.use(mapErrors)

/** For people who are signed in, whatever workspace they are in. */
export const signedIn = open.meta({ signedIn: true }).use(({ ctx, next }) => {
  const { actor } = ctx
  if (actor?.kind !== 'person') throw signInFirst()
  return next({ ctx: { ...ctx, actor } })
})

/** For whoever may do this in the workspace that they ask in. */
export const may = {
  look: forWhoMay('look'),
  hear: forWhoMay('callers'),
  draw: forWhoMay('draw'),
  run: forWhoMay('run'),
  operate: forWhoMay('operate'),
  manage: forWhoMay('manage'),
  /** What lets others in. No key does it: it would outlive its own end by another one. */
  grant: inPerson('manage'),
  /** What one does to oneself. */
  self: inPerson('look'),
}

function inPerson(ability: Ability) {
  return forWhoMay(ability)
    .meta({ ability, inPerson: true })
    .use(({ ctx, next }) => {
      const { actor } = ctx
      if (actor.kind !== 'person') throw inPersonOnly()
      return next({ ctx: { ...ctx, actor } })
    })
}

function forWhoMay(ability: Ability) {
  return open.meta({ ability }).use(async ({ ctx, next, type }) => {
    const context = contextOf(ctx)
    if (!context.abilities.has(ability)) throw mayNot(ability)
    const result = await next({ ctx: context })
    if (type !== 'subscription' || !result.ok || !isStream(result.data)) return result
    return { ...result, data: whileAllowed(result.data, ctx, ability) }
  })
}

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data
}

/** All that is told of an error to whoever asked. */
export function tellError(error: TRPCError): {
  code: TRPCError['code']
  userCode: string | null
  message: string
  details: unknown
} {
  const user = error.cause instanceof UserError ? error.cause : null
  return {
    code: error.code,
    userCode: user?.userCode ?? null,
    message: messageOf(error),
    details: user?.details ?? null,
  }
}

/** People read these: a sentence, and nothing of our insides. */
function messageOf(error: TRPCError): string {
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0]
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
    return `This request can’t be used. ${where}${issue?.message ?? 'It has another shape.'}`
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on the server. Its log says more.'
  return error.message
}
