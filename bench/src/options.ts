import { parseArgs } from 'node:util'
import { z } from 'zod'

export const systems = ['in-memory', 'one-insert', 'transaction', 'group-commit', 'patchbay'] as const
export type System = (typeof systems)[number]

export type BenchOptions = {
  rounds: number
  scale: number
  only: readonly System[]
  /** Where the server's processor profile goes; without it, none is taken. */
  profile: string | undefined
}

/** `--quick`: one round, shorter. `--only a,b`: these systems. `--profile <folder>`: a processor profile of Patchbay. Throws one line that says what is wrong. */
export function readBenchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  const only = z.array(z.enum(systems)).safeParse(values.only?.split(',') ?? systems)
  if (!only.success) throw new Error(`--only takes some of ${systems.join(', ')}, with commas between.`)
  const rounds = z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .safeParse(values.rounds ?? (values.quick ? 1 : 3))
  if (!rounds.success) throw new Error('--rounds takes a number from 1 to 20.')
  return { rounds: rounds.data, scale: values.quick ? 0.6 : 1, only: only.data, profile: values.profile }
}
