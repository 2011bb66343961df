import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export type Running = { pid: number; port: number; stop: () => Promise<void> }

/** Everything that this process was told about Patchbay stays out of what is measured. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(PORT|HOST|DATA_DIR|DATABASE_URL|PUBLIC_URL|LOG_LEVEL|(HOIIO|SIMULATOR|PATCHBAY)_\w+)$/.test(name),
  ),
)

const listens = z.object({ port: z.number() })

/** Starts one of `servers/` and waits until it tells its port. */
export async function startBaseline(name: string, env: Record<string, string>): Promise<Running> {
  const child = forkSource(`../servers/${name}.ts`, env)
  const [said]: unknown[] = await once(child, 'message')
  return { ...running(child), port: listens.parse(said).port }
}

/** Starts a source file of this workspace as a process of its own, with a channel to it. */
export function forkSource(file: string, env: Record<string, string> = {}): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return fork(path, { execArgv: ['--import', 'tsx'], env: { ...inherited, ...env } })
}

/**
 * Starts the built server, and waits until it says that it is ready. Gives how long that took, in milliseconds. `profile`: the folder
 * for one of its processor. `dataDir`: where it keeps its key and files, by default where it always does.
 */
export async function startPatchbay(
  databaseUrl: string,
  carrierUrl: string,
  { profile, dataDir }: { profile?: string | undefined; dataDir?: string } = {},
): Promise<Running & { url: string; readyMs: number }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [...profiling, fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))],
    {
      env: {
        ...inherited,
        ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
        DATABASE_URL: databaseUrl,
        HOIIO_BASE_URL: `${carrierUrl}/open/`,
        // What flows may ask here is on this machine, too.
        REQUEST_ALLOW: '127.0.0.1',
        HOIIO_APP_ID: 'bench',
        HOIIO_ACCESS_TOKEN: 'bench-token',
        PORT: String(port),
        LOG_LEVEL: 'error',
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) break
    if (child.exitCode !== null) throw new Error('The server ended before it was ready.')
    await sleep(10)
  }
  return { ...running(child), port, url, readyMs: performance.now() - began }
}

function running(child: ChildProcess): { pid: number; stop: () => Promise<void> } {
  if (child.pid === undefined) throw new Error('A process could not be started.')
  return {
    pid: child.pid,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port is free on 127.0.0.1.')
  return address.port
}
