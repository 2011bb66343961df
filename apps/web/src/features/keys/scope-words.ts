import type { Ability } from '../../app/session'

/** What a key may do, in people's words, from the least to the most. */
export const scopeWords: Record<Ability, { label: string; hint: string }> = {
  look: { label: 'Read', hint: 'Flows, numbers, calls and figures. Callers’ numbers and digits are masked.' },
  callers: { label: 'See callers', hint: 'Their numbers and what they pressed, recordings, and the log as a file.' },
  draw: { label: 'Draw and publish', hint: 'Flows, prompts, tables and secrets, and which version answers a number.' },
  run: { label: 'Run numbers', hint: 'Settings of numbers, alerts, and calls that are placed.' },
  operate: { label: 'Operate', hint: 'Hang calls up, and switch emergency messages.' },
  manage: { label: 'Manage', hint: 'What only owners do, but for letting people and programs in.' },
}

const abilities: readonly string[] = Object.keys(scopeWords)

export function isScope(text: string): text is Ability {
  return abilities.includes(text)
}
