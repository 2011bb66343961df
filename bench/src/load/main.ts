import { setTimeout as sleep } from 'node:timers/promises'
import { createCalls, type Tally } from './calls'
import { startCarrier } from './carrier'
import { createNotifier, type Notifier } from './notifier'
import { orderSchema, type Report, type Told } from './orders'

/* The load and the stand-in carrier: one process beside what is measured, the same for all. */

const accessToken = 'bench-token'
const patience = 10_000

let notifier: Notifier | null = null
let numberPath = '/'
const calls = createCalls(
  () => {
    if (!notifier) throw new Error('The load was given no aim.')
    return notifier
  },
  () => numberPath,
)
const carrier = await startCarrier(calls.asked)

async function follow(order: Told): Promise<Report | null> {
  if (order.type === 'aim') {
    notifier?.close()
    notifier = createNotifier(order.port, accessToken)
    numberPath = order.path
    return null
  }
  const began = performance.now()
  const inTime = await (order.type === 'closed' ? closed(order) : open(order))
  const took = (performance.now() - began) / 1_000
  for (const until = Date.now() + patience; calls.underWay() > 0 && Date.now() < until; ) await sleep(5)
  const tail = calls.take()
  return {
    rate: inTime.done / took,
    answered: inTime.answered + tail.answered,
    failed: inTime.failed + tail.failed,
    stuck: calls.underWay(),
    ...percentiles([...inTime.times, ...(order.type === 'open' ? tail.times : [])]),
  }
}

async function closed({ calls: atOnce, seconds, steps }: Extract<Told, { type: 'closed' }>): Promise<Tally> {
  let over = false
  const next = () => {
    if (!over) calls.begin(steps, null, next)
  }
  for (let i = 0; i < atOnce; i++) next()
  await sleep(seconds * 1_000)
  over = true
  return calls.take()
}

async function open({ stepsPerSecond, seconds, thinkMs }: Extract<Told, { type: 'open' }>): Promise<Tally> {
  const from = performance.now()
  const count = (stepsPerSecond / 3) * seconds
  for (let i = 0; i < count; i++) {
    const wait = from + (i * 3_000) / stepsPerSecond - performance.now()
    if (wait > 1) await sleep(wait)
    calls.begin(
      3,
      () => thinkMs * (0.8 + Math.random() * 0.4),
      () => undefined,
    )
  }
  return calls.take()
}

function percentiles(times: number[]): Pick<Report, 'p50' | 'p99'> {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

process.on('message', (message) => {
  void follow(orderSchema.parse(message)).then((report) => process.send?.({ report }))
})
process.once('disconnect', () => process.exit(0))
process.send?.({ carrierPort: carrier.port })
