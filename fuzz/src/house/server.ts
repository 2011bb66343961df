import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const built = (app: string) => fileURLToPath(new URL(`../../../apps/${app}/dist/main.js`, import.meta.url))
const watcher = new URL('watcher.mjs', import.meta.url).href

/** Everything that this process was told about Patchbay stays out of what is attacked. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
)

const routeSchema = z.object({ method: z.string(), url: z.string() })
const healthSchema = z.object({
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  stoodMs: z.number(),
  p99Ms: z.number(),
})
const tellingSchema = z.union([
  z.object({ routes: z.array(routeSchema) }),
  z.object({ health: healthSchema }),
  z.unknown().transform(() => null),
])

export type Route = z.infer<typeof routeSchema>
/** Memory in bytes, after a collection; for how long its event loop stood still at most, and but for one time in a hundred, in milliseconds. */
export type Health = z.infer<typeof healthSchema>

export type WatchedServer = {
  /** All that its HTTP answers, as it says itself. */
  routes: readonly Route[]
  alive: () => boolean
  /** What it said until it was ready. */
  greeting: string
  stop: () => Promise<void>
}

/** Starts a built app. `heard` gets every line that it says. Rejects with what it said if it ends before it is ready. */
export async function startServer(
  env: Record<string, string>,
  { heard, health, everyMs }: { heard: (line: string) => void; health: (now: Health) => void; everyMs: number },
): Promise<WatchedServer> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', watcher, built('server')], {
    env: { ...inherited, NODE_ENV: 'production', FUZZ_EVERY_MS: String(everyMs), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let routes: readonly Route[] = []
  let greeting = ''
  let ready = false
  const exited = once(child, 'exit')
  child.on('message', (message) => {
    const told = tellingSchema.parse(message)
    if (told && 'routes' in told) routes = told.routes
    if (told && 'health' in told && ready) health(told.health)
  })
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr].filter((each) => each !== null)) {
      let rest = ''
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!ready) greeting += `${line}\n`
          if (line.includes('Ctrl-C stops it')) {
            ready = true
            resolve()
          }
          heard(line)
        }
      })
    }
    void exited.then(([code]) => reject(new Error(`The server ended with ${String(code)}:\n${greeting}`)))
  })
  return {
    routes,
    greeting,
    alive: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

export type Carrier = { url: string; stop: () => Promise<void> }

/** A simulator of its own, which waits for nothing but its callers. */
export async function startCarrier(env: Record<string, string>, port: number): Promise<Carrier> {
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [built('simulator')], {
    env: { ...inherited, SIMULATOR_PORT: String(port), SIMULATOR_SPEED: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = once(child, 'exit')
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) break
    if (child.exitCode !== null) throw new Error('The simulator ended before it was ready.')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}
