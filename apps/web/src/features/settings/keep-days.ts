import { z } from 'zod'

/** For how many days calls can be kept; null is for ever. */
export const keepDays = z.literal([7, 30, 90, 365]).nullable()
export type KeepDays = z.infer<typeof keepDays>

/** For how many days the addresses of recordings are kept; null is as long as their call. */
export const recordingDays = z.literal([1, 7, 30, 90, 365]).nullable()
export type RecordingDays = z.infer<typeof recordingDays>

const asTheCall = 'as-the-call'
export const recordingOptions = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
  { value: asTheCall, label: 'As long as the call' },
]
export const recordingValue = (days: number | null): string => (days === null ? asTheCall : String(days))
export const readRecordingValue = (value: string): RecordingDays =>
  value === asTheCall ? null : recordingDays.parse(Number(value))

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

/** Whether something that is kept until now would go. */
export function isShorter(next: number | null, before: number | null): boolean {
  return next !== null && (before === null || next < before)
}
