/** The parts of an address that notifications are sent to. `step` is null in a number's address. */
export type NotifyAddress = { token: string; step: number | null; monitor: boolean }

/** Reads a notify_url, or null where it is none of ours. */
export function readNotifyAddress(url: string | undefined): NotifyAddress | null {
  if (url === undefined || !URL.canParse(url)) return null
  const { pathname, searchParams } = new URL(url)
  const token = /^\/hoiio\/notify\/([^/]+)$/.exec(pathname)?.[1]
  if (token === undefined) return null
  const step = searchParams.get('step')
  return {
    token,
    step: step !== null && /^\d+$/.test(step) ? Number(step) : null,
    monitor: searchParams.get('monitor') === '1',
  }
}
