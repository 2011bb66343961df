import { subscribe } from 'node:diagnostics_channel'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/*
 * Loaded into the server before all else (`node --import`): tells over the channel to whoever started it which routes its HTTP has, and every
 * so often how much memory it holds after a collection, and for how long its event loop stood still since the last time.
 */

const everyMs = Number(process.env.FUZZ_EVERY_MS ?? 5_000)
const delay = monitorEventLoopDelay({ resolution: 10 })
const routes = []

subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url })
  })
  fastify.addHook('onReady', async () => {
    process.send?.({ routes })
    delay.enable()
  })
})

setInterval(() => {
  const stoodMs = delay.max / 1e6
  const p99Ms = delay.percentile(99) / 1e6
  // A collection that is asked for here is none of the server's own.
  delay.disable()
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  delay.reset()
  delay.enable()
  if (process.connected) process.send?.({ health: { rss, heapUsed, external, stoodMs, p99Ms } })
}, everyMs).unref()
