import { z } from 'zod'

const keySchema = z.array(z.json())
const kinds: Readonly<Record<string, string>> = { row: 'table', holiday: 'holiday', flow: 'flow', prompt: 'prompt' }

/** What was looked up for an event, by what it was in people's words: `table customers +6591234567` → its row. */
export function factWords(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, answer]) => {
      const [kind, ...about] = readKey(key)
      const name = kinds[String(kind)] ?? String(kind)
      return [[name, ...about.filter((part) => part !== null).map(String)].join(' '), answer]
    }),
  )
}

function readKey(key: string): readonly unknown[] {
  try {
    return keySchema.catch([key]).parse(JSON.parse(key))
  } catch {
    return [key]
  }
}
