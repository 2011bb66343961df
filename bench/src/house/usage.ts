import { readdir, readFile } from 'node:fs/promises'

/** Linux counts a process's time in hundredths of a second (USER_HZ, proc(5)). */
const microsecondsPerTick = 10_000

/** The processor time of a process so far, in microseconds. Null where there is no /proc. */
export async function cpuOf(pid: number): Promise<number | null> {
  const fields = await statOf(pid)
  return fields && sum(fields.slice(11, 13)) * microsecondsPerTick
}

/** As `cpuOf`, of a process and its children, those that have ended included. */
export async function cpuOfTree(pid: number): Promise<number | null> {
  const root = await statOf(pid)
  if (!root) return null
  let ticks = sum(root.slice(11, 15))
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = await statOf(Number(name))
    if (fields && Number(fields[1]) === pid) ticks += sum(fields.slice(11, 13))
  }
  return ticks * microsecondsPerTick
}

/** Resident memory of a process, in bytes; null where there is no /proc. */
export async function residentOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status)
  return found ? Number(found[1]) * 1024 : null
}

/** The fields of proc(5)'s `stat` from the third on (state, ppid, …): the second may hold blanks. */
async function statOf(pid: number): Promise<string[] | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function sum(ticks: readonly string[]): number {
  return ticks.reduce((total, each) => total + Number(each), 0)
}
