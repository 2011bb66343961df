import { z } from 'zod'

export const roles = ['owner', 'builder', 'operator', 'viewer'] as const
export const roleInput = z.enum(roles, 'A role is owner, builder, operator or viewer.')
export type Role = z.infer<typeof roleInput>

/**
 * What one may do in a workspace. `look`: read everything, callers' numbers and digits masked; `callers`: see those, hear
 * recordings, take the log away; `draw`: change and publish flows, and what they use; `run`: settings of numbers, alerts at
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
