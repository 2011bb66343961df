import { once } from 'node:events'
import { type Order, type Report, sayingSchema } from '../load/orders'
import { forkSource } from './process'

export type Load = {
  /** Where its stand-in carrier listens. */
  carrierUrl: string
  aim: (port: number, path: string) => Promise<void>
  /** Carries out an order; rejects if any notification failed or any call was left without an answer. */
  run: (order: Order) => Promise<Report>
  stop: () => void
}

/** Starts the load, a process of its own. */
export async function startLoad(): Promise<Load> {
  const child = forkSource('../load/main.ts')
  const say = async () => sayingSchema.parse((await once(child, 'message'))[0])
  const order = async (what: Order): Promise<Report | null> => {
    const answer = say()
    child.send(what)
    const said = await answer
    return 'report' in said ? said.report : null
  }
  const hello = await say()
  if (!('carrierPort' in hello)) throw new Error('The load did not say where its carrier listens.')
  return {
    carrierUrl: `http://127.0.0.1:${hello.carrierPort}`,
    aim: async (port, path) => {
      await order({ type: 'aim', port, path })
    },
    run: async (what) => {
      const report = await order(what)
      if (!report) throw new Error('The load gave no report.')
      if (report.failed > 0 || report.stuck > 0)
        throw new Error(`${report.failed} notifications failed, ${report.stuck} calls were left waiting.`)
      return report
    },
    stop: () => child.disconnect(),
  }
}
