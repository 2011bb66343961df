import { createNotifier } from '../load/notifier'
import { timedCallers } from './arrivals'
import { clock } from './clock'

/** How long a timed call lasts, in milliseconds. */
const lasts = 1_500

/** Calls of two steps, begun evenly: each rings, and ends. What is timed is from a notification's sending. */
export function createTimedCalls(port: number, path: string) {
  const notifier = createNotifier(port, 'bench-token')
  const sent = new Map<string, number>()
  let count = 0

  function tell(fields: string, key: string): void {
    sent.set(key, clock())
    notifier.send(path, fields, () => undefined)
  }

  function begin(): void {
    count += 1
    const caller = `${timedCallers}${String(count).padStart(5, '0')}`
    const ids = `session=T${count}&txn_ref=AA-T-${count}&tag=&from=${encodeURIComponent(caller)}&to=%2B6531580000`
    tell(`${ids}&call_state=ringing`, `${caller} 1`)
    setTimeout(() => tell(`${ids}&call_state=ended`, `${caller} 2`), lasts)
  }

  return {
    /** When each step was sent, by `caller seq`, in the clock's milliseconds. */
    sent,
    /** So many calls a second, for so many seconds. */
    async run(callsASecond: number, seconds: number): Promise<void> {
      const timer = setInterval(begin, 1_000 / callsASecond)
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
      clearInterval(timer)
      await new Promise((resolve) => setTimeout(resolve, lasts + 2_000))
    },
    close: notifier.close,
  }
}

/** Calls that ring and then wait at the menu, as many as are wanted under way. */
export async function ringAndWait(port: number, path: string, calls: number): Promise<void> {
  const notifier = createNotifier(port, 'bench-token')
  const statuses = await Promise.all(
    Array.from({ length: calls }, async (_, at) => {
      // All at once would be a burst that no carrier makes.
      await new Promise((resolve) => setTimeout(resolve, at * 3))
      const from = encodeURIComponent(`+65911${String(at).padStart(5, '0')}`)
      const fields = `session=W${at}&txn_ref=AA-W-${at}&tag=&from=${from}&to=%2B6531580000&call_state=ringing`
      return new Promise<number>((resolve) => notifier.send(path, fields, resolve))
    }),
  )
  notifier.close()
  const failed = statuses.filter((status) => status !== 200).length
  if (failed > 0) throw new Error(`${failed} calls could not be begun.`)
}
