import { parseArgs } from 'node:util'
import { z } from 'zod'

const whole = (what: string, from: number, to: number) =>
  z.coerce
    .number(`--${what} must be a whole number.`)
    .int(`--${what} must be a whole number.`)
    .min(from, `--${what} must be from ${from} to ${to}.`)
    .max(to, `--${what} must be from ${from} to ${to}.`)

const schema = z.object({
  rounds: whole('rounds', 1, 100_000).default(200),
  seed: whole('seed', 0, 1_000_000).optional(),
  /** No process is killed or restarted. */
  quiet: z.boolean().default(false),
  /** The carrier has no faults. */
  kind: z.boolean().default(false),
})

export type ChaosOptions = { rounds: number; seed: number; quiet: boolean; kind: boolean }
export type ReadOptions = { ok: true; options: ChaosOptions } | { ok: false; message: string }

/** Reads the command line. Without a seed it picks one, which the output names. `message` is a sentence for the user. */
export function readOptions(args: string[], pickSeed: () => number): ReadOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        rounds: { type: 'string' },
        seed: { type: 'string' },
        quiet: { type: 'boolean' },
        kind: { type: 'boolean' },
      },
    })
    const { seed, ...options } = schema.parse(values)
    return { ok: true, options: { ...options, seed: seed ?? pickSeed() } }
  } catch (error) {
    const message = error instanceof z.ZodError ? error.issues[0]?.message : undefined
    return { ok: false, message: message ?? 'Use: npm run chaos -- [--rounds N] [--seed S] [--quiet] [--kind]' }
  }
}
