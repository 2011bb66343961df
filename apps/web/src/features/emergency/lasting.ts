export type Lasting = '1h' | '4h' | 'today' | 'tomorrow' | 'open'

export const lastings: ReadonlyArray<{ value: Lasting; label: string }> = [
  { value: '1h', label: 'in 1 hour' },
  { value: '4h', label: 'in 4 hours' },
  { value: 'today', label: 'at midnight' },
  { value: 'tomorrow', label: 'tomorrow at midnight' },
  { value: 'open', label: 'when I say so' },
]

const hour = 3_600_000

/** When a message ends that is switched on now, by the clock of whoever switches it on; null: when somebody says so. */
export function endOf(lasting: Lasting, now: Date): Date | null {
  switch (lasting) {
    case '1h':
      return new Date(now.getTime() + hour)
    case '4h':
      return new Date(now.getTime() + 4 * hour)
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
    case 'tomorrow':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 2)
    case 'open':
      return null
  }
}
