import { z } from 'zod'
import { isE164 } from './e164'

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const port = z.coerce
  .number('must be a port')
  .int('must be a port')
  .min(0, 'must be a port')
  .max(65_535, 'must be a port')
// A day at 1/20 of real time is the longest that a timer can wait.
const speed = z.coerce
  .number('must be 0, or a number from 0.05 to 100000')
  .refine((value) => value === 0 || (value >= 0.05 && value <= 100_000), 'must be 0, or a number from 0.05 to 100000')
const count = z.coerce.number('must be a whole number').int('must be a whole number').min(1, 'must be at least 1')
const yes = z
  .enum(['0', '1', 'false', 'true'], { error: 'must be true or false' })
  .transform((text) => text === '1' || text === 'true')

const environment = z.object({
  SIMULATOR_PORT: port.default(3001),
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_SPEED: speed.default(1),
  SIMULATOR_APP_ID: z.string().default('patchbay-demo'),
  SIMULATOR_ACCESS_TOKEN: z.string().default('patchbay-demo-token'),
  SIMULATOR_PUBLIC_URL: webAddress.optional(),
  SIMULATOR_NUMBERS: z
    .string()
    .default('+6531580000,+6531580001,+6531580002')
    .transform((list) => list.split(',').map((number) => number.trim()))
    .refine((numbers) => numbers.every(isE164), 'must be E.164 numbers with commas between them'),
  SIMULATOR_NOTIFY_IN_QUERY: yes.default(false),
  SIMULATOR_SIGNED: yes.default(true),
  SIMULATOR_GATHER_TIMEOUT: z.enum(['notify', 'hangup'], { error: 'must be notify or hangup' }).default('notify'),
  SIMULATOR_CONCURRENT_CALLS: count.default(8),
  SIMULATOR_KEPT_CALLS: count.default(1_000),
  SIMULATOR_BALANCE: count.default(1_000),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'must be a level such as info' })
    .default('warn'),
})

export type Config = z.infer<typeof environment>

/**
 * Reads the simulator's switches; an empty variable is the same as an unset one. A bad value gives one sentence per
 * variable that names it.
 */
export function readConfig(
  env: Record<string, string | undefined>,
): { ok: true; config: Config } | { ok: false; message: string } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(given)
  if (read.success) return { ok: true, config: read.data }
  const message = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' ')
  return { ok: false, message }
}
