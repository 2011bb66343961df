import { parseArgs } from 'node:util'
import { z } from 'zod'

const schema = z.object({
  requests: z.coerce
    .number('Say how many requests as a whole number.')
    .int('Say how many requests as a whole number.')
    .min(100, 'At least 100 requests.')
    .max(10_000_000, 'At most 10,000,000 requests.')
    .default(100_000),
  seed: z.coerce.number('--seed must be a whole number.').int('--seed must be a whole number.').optional(),
})

export type FuzzOptions = { requests: number; seed: number }
export type ReadOptions = { ok: true; options: FuzzOptions } | { ok: false; message: string }

/** Reads `[requests] [--seed S]`. Without a seed it picks one, which the output names. `message` is a sentence for the user. */
export function readOptions(args: string[], pickSeed: () => number): ReadOptions {
  try {
    const { values, positionals } = parseArgs({ args, options: { seed: { type: 'string' } }, allowPositionals: true })
    const { seed, requests } = schema.parse({ ...values, requests: positionals[0] })
    return { ok: true, options: { requests, seed: seed ?? pickSeed() } }
  } catch (error) {
    const message = error instanceof z.ZodError ? error.issues[0]?.message : undefined
    return { ok: false, message: message ?? 'Use: npm run fuzz -- [requests] [--seed S]' }
  }
}
