import { cpus, totalmem } from 'node:os'
import type { Database } from './house/database'
import type { Measured } from './measure'
import type { System } from './options'

export type Results = {
  at: string
  machine: {
    cores: number
    model: string
    memory: number
    node: string
    postgres: Database['settings']
    insertMs: number
  }
  rounds: number
  systems: Partial<Record<System, Measured>>
  goals: Goal[]
}

type Goal = { goal: string; reached: string; met: boolean }

export const names: Record<System, string> = {
  'in-memory': 'node:http, in memory',
  'one-insert': 'Fastify, one INSERT a step',
  transaction: 'Fastify, a transaction a step',
  'group-commit': 'Fastify, group commit by hand',
  patchbay: 'Patchbay',
}

/** The median of each figure over the rounds. */
export function medianOf(rounds: readonly Measured[]): Measured {
  const of = (figure: (each: Measured) => number | null): number | null => {
    const sorted = rounds
      .map(figure)
      .filter((each) => each !== null)
      .sort((a, b) => a - b)
    const middle = (sorted.length - 1) / 2
    return sorted.length === 0 ? null : ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
  }
  return {
    c1: of((each) => each.c1) ?? 0,
    c50: of((each) => each.c50) ?? 0,
    c500: of((each) => each.c500) ?? 0,
    p50: of((each) => each.p50) ?? 0,
    p99: of((each) => each.p99) ?? 0,
    serverCpu: of((each) => each.serverCpu),
    postgresCpu: of((each) => each.postgresCpu),
    resident: of((each) => each.resident),
    residentFlooded: of((each) => each.residentFlooded),
    readyMs: of((each) => each.readyMs),
  }
}

/** What `performance.md` asks for, as far as the systems that it is measured against were run. */
export function goalsOf({ patchbay, ...others }: Partial<Record<System, Measured>>): Goal[] {
  if (!patchbay) return []
  const [memory, insert] = [others['in-memory'], others['one-insert']]
  const goals: Goal[] = []
  const add = (goal: string, reached: string, met: boolean) => goals.push({ goal, reached, met })
  if (memory)
    add(
      'C=500: at least 70 % of node:http in memory',
      percent(patchbay.c500 / memory.c500),
      patchbay.c500 >= 0.7 * memory.c500,
    )
  if (insert) {
    add('C=1: at least 75 % of one INSERT', percent(patchbay.c1 / insert.c1), patchbay.c1 >= 0.75 * insert.c1)
    const late = patchbay.p99 / insert.p99
    add('p99 at 300/s: at most 1.5 × one INSERT', `${late.toFixed(2)} ×`, late <= 1.5)
    const [ours, theirs] = [cpu(patchbay), cpu(insert)]
    if (ours !== null && theirs !== null)
      add('CPU a step, C=50: at most 1 × one INSERT', `${(ours / theirs).toFixed(2)} ×`, ours <= theirs)
  }
  if (patchbay.resident !== null)
    add(
      'at most 200 MB resident, 500 calls under way',
      `${megabytes(patchbay.resident)} MB`,
      patchbay.resident <= 200 * 1024 * 1024,
    )
  if (patchbay.readyMs !== null)
    add('ready in less than 1.5 s', `${(patchbay.readyMs / 1_000).toFixed(2)} s`, patchbay.readyMs < 1_500)
  return goals
}

export function print({ machine, rounds, systems, goals }: Results): void {
  const { postgres } = machine
  console.log(
    `\n${machine.cores} cores, ${machine.model}, ${(machine.memory / 1024 ** 3).toFixed(0)} GB; Node ${machine.node}; PostgreSQL ${postgres.version}, ` +
      `fsync ${postgres.fsync}, synchronous_commit ${postgres.synchronousCommit}; one durable INSERT ${machine.insertMs.toFixed(2)} ms; ` +
      `${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`}\n`,
  )
  table([
    [
      '',
      'C=1',
      'C=50',
      'C=500',
      'p50/p99 at 300/s',
      'CPU a step: server + Postgres',
      'resident: 500 calls',
      'at C=500',
    ],
    ...Object.entries(systems).map(([system, each]) => [
      names[system as System],
      rate(each.c1),
      rate(each.c50),
      rate(each.c500),
      `${each.p50.toFixed(2)} / ${each.p99.toFixed(2)} ms`,
      each.serverCpu === null || each.postgresCpu === null
        ? 'unknown'
        : `${each.serverCpu.toFixed(0)} + ${each.postgresCpu.toFixed(0)} µs`,
      each.resident === null ? 'unknown' : `${megabytes(each.resident)} MB`,
      each.residentFlooded === null ? 'unknown' : `${megabytes(each.residentFlooded)} MB`,
    ]),
  ])
  if (goals.length === 0) return
  console.log('')
  table([['goal', 'reached', ''], ...goals.map(({ goal, reached, met }) => [goal, reached, met ? 'met' : 'NOT met'])])
}

export function machineOf(database: Database, insertMs: number): Results['machine'] {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memory: totalmem(),
    node: process.versions.node,
    postgres: database.settings,
    insertMs,
  }
}

function table(rows: readonly string[][]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of rows)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   '),
    )
}

function cpu({ serverCpu, postgresCpu }: Measured): number | null {
  return serverCpu === null || postgresCpu === null ? null : serverCpu + postgresCpu
}

const rate = (each: number) => Math.round(each).toLocaleString('en')
const percent = (ratio: number) => `${Math.round(ratio * 100)} %`
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
