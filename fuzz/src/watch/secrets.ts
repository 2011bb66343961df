import type { Who } from '../house/furnish'

export type Leak = { what: string; around: string }

/** Finds the first of many texts in others. */
export function createFinder(texts: ReadonlyMap<string, string>): (text: string) => Leak | null {
  const named = new Map([...texts].filter(([, text]) => text.length >= 6).map(([name, text]) => [text, name]))
  const any = new RegExp(
    [...named.keys()].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '(?!)',
  )
  return (text) => {
    const found = any.exec(text)
    if (!found) return null
    const around = text.slice(Math.max(0, found.index - 80), found.index + found[0].length + 40)
    return { what: named.get(found[0]) ?? 'a secret', around }
  }
}

/** Finds the token of a session that is not the one of `who`. */
export function findSession(sessions: ReadonlyMap<string, Who | null>): (text: string, who: Who) => Leak | null {
  const whos = new Set(sessions.values())
  const finders = new Map(
    [...whos, 'nobody' as const].map((who) => {
      const others = [...sessions].filter(([, whose]) => whose !== who)
      return [who, createFinder(new Map(others.map(([token, whose]) => [`a session’s token (${whose})`, token])))]
    }),
  )
  return (text, who) => (finders.get(who) ?? finders.get('nobody'))?.(text) ?? null
}
