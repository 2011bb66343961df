import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

const readySchema = z.object({ ready: z.literal(true), port: z.number() })

/** The simulator as a process of its own, as another process starts it. */
function start(env: Record<string, string>) {
  const child = fork(main, [], { execArgv: ['--import', 'tsx'], env: { ...process.env, ...env }, silent: true })
  running.push(child)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  // A child that was disconnected from exits, but its parent may never hear of its streams' end.
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const port = new Promise<number>((resolve) =>
    child.once('message', (message) => resolve(readySchema.parse(message).port)),
  )
  return { child, exit, gone, port, out: () => out, err: () => err }
}

test.each(['SIGINT', 'SIGTERM'] as const)('it says where it listens, in one line, and stops on %s', async (signal) => {
  const simulator = start({ SIMULATOR_PORT: '0' })
  const port = await simulator.port
  const answer = await request(`http://127.0.0.1:${port}/healthz`)
  expect(answer.statusCode).toBe(200)
  await answer.body.dump()
  const stream = await request(`http://127.0.0.1:${port}/control/events`)
  stream.body.on('error', () => undefined)
  simulator.child.kill(signal)
  expect(await simulator.exit).toBe(0)
  expect(simulator.out()).toBe(
    `The simulator listens on http://127.0.0.1:${port} (the API is under http://127.0.0.1:${port}/open/).\n`,
  )
  expect(simulator.err()).toBe('')
})

test('it does not outlive the process that started it', async () => {
  const simulator = start({ SIMULATOR_PORT: '0' })
  await simulator.port
  simulator.child.disconnect()
  expect(await simulator.gone).toBe(0)
})

test('a port in use: one clear line, exit code 1', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const simulator = start({ SIMULATOR_PORT: String(port) })
  expect(await simulator.exit).toBe(1)
  expect(simulator.err()).toBe(
    `The simulator can’t start: 127.0.0.1:${port} is in use. Set SIMULATOR_PORT to a free port.\n`,
  )
  other.close()
})

test('a bad switch: one clear line, exit code 1', async () => {
  const simulator = start({ SIMULATOR_SPEED: 'fast' })
  expect(await simulator.exit).toBe(1)
  expect(simulator.err()).toBe('SIMULATOR_SPEED must be 0, or a number from 0.05 to 100000.\n')
})
