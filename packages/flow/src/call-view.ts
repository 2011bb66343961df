import type { CallView } from './block'
import type { Call } from './call'
import { factKey, type Query } from './query'
import type { Json } from './vars'

/** What is known when a block runs, and where it is put down what it asks for in vain. */
type World = {
  /** In epoch milliseconds. */
  at: number
  /** By `factKey`. */
  facts: Readonly<Record<string, Json>>
  /** By `factKey`. */
  missing: Map<string, Query>
  unknown: (name: string) => void
}

/** What a block may see of a call: the facts that were looked up, and nothing else of the world. */
export function viewOf(call: Call, node: string, language: string, { at, facts, missing, unknown }: World): CallView {
  const fact = (query: Query): Json => {
    const key = factKey(query)
    if (Object.hasOwn(facts, key)) return facts[key] ?? null
    missing.set(key, query)
    return null
  }
  const chosen = call.vars.language
  const spoken = typeof chosen === 'string' && chosen !== '' ? chosen : language
  return {
    vars: call.vars,
    node,
    at,
    fact,
    memory: (Object.hasOwn(call.memory, node) ? call.memory[node] : null) ?? null,
    chance: () => chanceOf(call.seed, call.walked),
    over: call.phase === 'over',
    unknown,
    prompt: (key) => {
      const found = fact({ type: 'prompt', key, language: spoken })
      return typeof found === 'string' ? found : null
    },
  }
}

/** From 0 up to 1: a number's bits stirred (the finalizer of MurmurHash3, public domain), the same for the same place. */
function chanceOf(seed: number, place: number): number {
  let bits = (seed ^ Math.imul(place + 1, 0x9e3779b1)) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32
}
