import { z } from 'zod'

export const roles = ['owner', 'builder', 'operator', 'viewer'] as const
export const roleInput = z.enum(roles, 'A role is owner, builder, operator or viewer.')
export type Role = z.infer<typeof roleInput>

/**
 * What one may do in a workspace. `look`: read everything, callers' data masked; `callers`: see that too, hear recordings, take
 * the log away; `draw`: change and publish flows, and what they use; `run`: settings of numbers, alerts at
 * hand, calls that we place; `operate`: hang up, and the emergency message; `manage`: all that owners do.
 */
export const abilities = ['look', 'callers', 'draw', 'run', 'operate', 'manage'] as const
export const abilityInput = z.enum(abilities)
export type Ability = z.infer<typeof abilityInput>

const ofRoles: Record<Role, readonly Ability[]> = {
  owner: abilities,
  builder: ['look', 'callers', 'draw', 'run'],
  operator: ['look', 'callers', 'run', 'operate'],
  viewer: ['look'],
}

export function abilitiesOf(role: Role): ReadonlySet<Ability> {
  return new Set(ofRoles[role])
}

/** The roles that an owner may let see callers' data, or not. Owners always do, and viewers never. */
export const callersRoleInput = roleInput.extract(['builder', 'operator'], 'Choose among builders and operators.')
export type CallersRole = z.infer<typeof callersRoleInput>

/** The same in a workspace that shows callers' data to these roles, beside its owners. */
export function abilitiesIn(role: Role, callersVisibleTo: readonly string[]): ReadonlySet<Ability> {
  const all = abilitiesOf(role)
  if (role === 'owner' || callersVisibleTo.includes(role)) return all
  return new Set([...all].filter((ability) => ability !== 'callers'))
}
