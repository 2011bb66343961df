import { z } from 'zod'

/** For how many days calls can be kept; null is for ever. */
export const keepDays = z.literal([7, 30, 90, 365]).nullable()
export type KeepDays = z.infer<typeof keepDays>

const forEver = 'for-ever'

/** As a Select knows them. */
export const keepOptions = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
  { value: forEver, label: 'For ever' },
]

/** What is chosen in the Select; null where something else is kept, which only the database can say. */
export function keepValue(days: number | null): string | null {
  const value = days === null ? forEver : String(days)
  return keepOptions.some((option) => option.value === value) ? value : null
}

export function readKeepValue(value: string): KeepDays {
  return value === forEver ? null : keepDays.parse(Number(value))
}

/** Whether calls that are kept until now would be deleted. */
export function isShorter(next: KeepDays, before: number | null): next is 7 | 30 | 90 | 365 {
  return next !== null && (before === null || next < before)
}
