import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const server = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))

export type RunningApp = {
  /** Where it is served, without a slash at the end. */
  url: string
  /** A folder of its own, which goes when it stops. */
  folder: string
  /** All that it has printed so far. */
  printed: () => string
  stop: () => Promise<void>
}

/**
 * Starts the built server with a Postgres in a fresh folder and a simulator at `port` + 1, and waits until it is ready. `extra` goes
 * into its environment.
 */
export async function startApp(port: number, extra: Record<string, string> = {}): Promise<RunningApp> {
  const url = `http://127.0.0.1:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-web-'))
  const env = {
    ...process.env,
    PORT: `${port}`,
    SIMULATOR_PORT: `${port + 1}`,
    SIMULATOR_SPEED: '4',
    SIMULATOR_CONCURRENT_CALLS: '20',
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    REQUEST_ALLOW: '127.0.0.1',
    BREACH_RANGE_URL: 'off',
    PATCHBAY_SWEEP_MS: '1000',
    ...extra,
  }
  const running = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  let printed = ''
  running.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    process.stdout.write(chunk)
  })
  const until = Date.now() + 60_000
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    if (Date.now() > until || running.exitCode !== null) throw new Error('The server did not get ready.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    folder,
    printed: () => printed,
    stop: async () => {
      running.kill('SIGTERM')
      await once(running, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
