import type { Json } from '@patchbay/flow/vars'
import { z } from 'zod'

export type Difference = { before: Record<string, Json>; after: Record<string, Json> }

const fields = z.record(z.string(), z.json())

/** What of a record became something else, as it was and as it is: dates as ISO 8601. Null: nothing did. */
export function difference(before: Record<string, unknown>, after: Record<string, unknown>): Difference | null {
  const [was, is] = [plain(before), plain(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null))
  if (changed.length === 0) return null
  const only = (whole: Record<string, Json>) => Object.fromEntries(changed.map((name) => [name, whole[name] ?? null]))
  return { before: only(was), after: only(is) }
}

function plain(record: Record<string, unknown>): Record<string, Json> {
  return fields.parse(JSON.parse(JSON.stringify(record)))
}
