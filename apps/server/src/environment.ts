import { readAllowed } from '@patchbay/engine/outbound/allowed-addresses'
import { readKey } from '@patchbay/engine/secrets/cipher'
import { z } from 'zod'
import { readTrust } from './door/client-address'
import { StartError } from './start-error'

const port = (fallback: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be from 1 to 65535')
    .max(65_535, 'must be from 1 to 65535')
    .default(fallback)
const positive = z.coerce
  .number('must be a number of milliseconds')
  .int('must be a whole number of milliseconds')
  .min(100, 'must be at least 100')
const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''))

const secretKey = z.string().transform((text, ctx) => {
  const key = readKey(text)
  if (key) return key
  ctx.addIssue({
    code: 'custom',
    message: 'must be 32 bytes as hex or base64, such as `openssl rand -base64 32` prints',
  })
  return z.NEVER
})

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

const schema = z
  .object({
    PORT: port(3000),
    HOST: z.string().default('127.0.0.1'),
    SIMULATOR_PORT: port(3001),
    SIMULATOR_URL: address.optional(),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }).optional(),
    PUBLIC_URL: address.optional(),
    /** Where people open Patchbay, if it is somewhere else. */
    APP_URL: address.optional(),
    HOIIO_BASE_URL: address.optional(),
    HOIIO_APP_ID: z.string().optional(),
    HOIIO_ACCESS_TOKEN: z.string().optional(),
    /** The engine's clocks, for rehearsals (see docs/operations.md). */
    PATCHBAY_LEASE_MS: positive.default(15_000),
    PATCHBAY_SWEEP_MS: positive.default(10_000),
    PATCHBAY_DEADLINE_SCALE: z.coerce.number('must be a number').positive('must be more than 0').default(1),
    /** OpenTelemetry's own: with either, traces are sent; the libraries read the others themselves. */
    OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: address.optional(),
    OTEL_SERVICE_NAME: z.string().default('patchbay'),
    /** Mail to people: an SMTP server, and whom it comes from. */
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
    MAIL_FROM: z.email('must be an e-mail address').default('patchbay@localhost'),
    /** Whoever sits at this machine is signed in without ceremony, where nobody else can reach it. */
    LOCAL_SIGN_IN: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
    /** An OpenID provider, with which people who are invited can sign in. */
    OIDC_ISSUER: address.optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z.string().max(60, 'must be at most 60 characters').default('single sign-on'),
    /** Where new passwords are looked up among breached ones, by the first letters of their hash; or nowhere. */
    BREACH_RANGE_URL: z
      .string()
      .refine((text) => text === 'off' || (/^https?:/.test(text) && URL.canParse(text)), {
        error: 'must be an http or https address, or off',
      })
      .default('https://api.pwnedpasswords.com/range/'),
    /** 32 bytes that secrets are kept under; without it, a file in DATA_DIR holds them. */
    PATCHBAY_KEY: secretKey.optional(),
    /** The key that takes its place: with both, both are read, and the new one is written with. */
    PATCHBAY_KEY_NEW: secretKey.optional(),
    /** Any store that speaks S3 keeps prompts' recordings; without it, a folder in DATA_DIR does. */
    S3_ENDPOINT: address.optional(),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    /** Names beside PUBLIC_URL's and this machine's own under which people open Patchbay. */
    ALLOWED_HOSTS: z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      )
      .refine((names) => names.every((name) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(name)), {
        error: 'must be names such as calls.example.com, calls.lan:8080',
      })
      .default([]),
    /** Which proxies before us are believed when they say where a request comes from; nobody, if unsaid. */
    TRUST_PROXY: z
      .string()
      .transform((text, ctx) => {
        try {
          return readTrust(text)
        } catch {
          ctx.addIssue({
            code: 'custom',
            message:
              'must be addresses or ranges such as 10.0.0.0/8, loopback or uniquelocal, or how many proxies there are',
          })
          return z.NEVER
        }
      })
      .optional(),
    /** How many requests one address may make in a minute. */
    REQUESTS_PER_MINUTE: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .default(6_000),
    /** What a reader of /metrics shows; without it they are told to this machine only. */
    METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
    /** Addresses beside public ones that requests of flows may go to. */
    REQUEST_ALLOW: z
      .string()
      .superRefine((list, ctx) => {
        try {
          readAllowed(list)
        } catch (error) {
          ctx.addIssue({ code: 'custom', message: `can’t be read: ${error instanceof Error ? error.message : list}` })
        }
      })
      .default(''),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  })
  .refine((env) => (env.HOIIO_APP_ID === undefined) === (env.HOIIO_ACCESS_TOKEN === undefined), {
    path: ['HOIIO_APP_ID'],
    error: 'and HOIIO_ACCESS_TOKEN go together: set both or neither',
  })
  .refine((env) => new Set(oidcNames.map((name) => env[name] === undefined)).size === 1, {
    path: ['OIDC_ISSUER'],
    error: 'goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none',
  })
  .refine((env) => new Set(s3Names.map((name) => env[name] === undefined)).size === 1, {
    path: ['S3_BUCKET'],
    error: 'goes with S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all four or none',
  })
  .refine((env) => !runsSimulator(env) || env.PORT !== env.SIMULATOR_PORT, {
    path: ['SIMULATOR_PORT'],
    error: 'must be another port than PORT',
  })

export type Environment = z.infer<typeof schema>

/** Whether the carrier is a simulator of our own: nobody named an account at Hoiio or another simulator. */
export function runsSimulator(env: { HOIIO_APP_ID?: string | undefined; SIMULATOR_URL?: string | undefined }): boolean {
  return env.HOIIO_APP_ID === undefined && env.SIMULATOR_URL === undefined
}

/** Whether OpenTelemetry's variables name a collector. */
export function sendsTraces(env: Environment): boolean {
  return (env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined
}

/** The OpenID provider that it names, or null. */
export function oidcOf(env: Environment) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env
  return issuer === undefined || clientId === undefined || clientSecret === undefined
    ? null
    : { issuer, clientId, clientSecret, name }
}

/** Reads the environment; an empty variable is an absent one. Throws a `StartError` that names the first bad one. */
export function readEnvironment(raw: NodeJS.ProcessEnv): Environment {
  const set = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new StartError(`${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'can’t be read'}.`)
}
