import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the engine counts and measures, on the given registry; names follow Prometheus' own rules. */
export function createMeters(registry: Registry) {
  const registers = [registry]
  return {
    steps: new Counter({
      name: 'patchbay_steps_total',
      help: 'Steps of calls, by what became of them: written, duplicate.',
      labelNames: ['outcome'],
      registers,
    }),
    stepSeconds: new Histogram({
      name: 'patchbay_step_seconds',
      help: 'From a notification to its commit.',
      buckets: seconds,
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'patchbay_commit_seconds',
      help: 'One group commit.',
      buckets: seconds,
      registers,
    }),
    batchSize: new Histogram({
      name: 'patchbay_commit_steps',
      help: 'Steps that shared a commit.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    carrierSeconds: new Histogram({
      name: 'patchbay_carrier_request_seconds',
      help: 'One request to the carrier.',
      buckets: seconds,
      registers,
    }),
    carrierErrors: new Counter({
      name: 'patchbay_carrier_errors_total',
      help: 'Requests that the carrier did not take, by status.',
      labelNames: ['status'],
      registers,
    }),
    outbox: new Gauge({
      name: 'patchbay_outbox_depth',
      help: 'Requests of this process that the carrier has not answered yet.',
      registers,
    }),
    orphans: new Counter({
      name: 'patchbay_orphans_total',
      help: 'Calls that were looked after past their deadline, by what became of them.',
      labelNames: ['outcome'],
      registers,
    }),
    shed: new Counter({
      name: 'patchbay_calls_shed_total',
      help: 'New calls that were not taken, by the reason.',
      labelNames: ['reason'],
      registers,
    }),
  }
}

export type Meters = ReturnType<typeof createMeters>
