import type { Role } from '../../app/session'

/** Roles as people read them, each with what it may do in one line. */
export const roleWords: Record<Role, { label: string; does: string }> = {
  owner: { label: 'Owner', does: 'May do everything: members, accounts, keys, secrets and settings too.' },
  builder: { label: 'Builder', does: 'Draws and publishes flows, and sets up numbers, prompts and tables.' },
  operator: {
    label: 'Operator',
    does: 'Watches calls, hangs up, switches the emergency message and edits settings of numbers.',
  },
  viewer: { label: 'Viewer', does: 'Looks at everything but callers’ numbers, keys and recordings.' },
}

const order: readonly Role[] = ['owner', 'builder', 'operator', 'viewer']

export const roleOptions = order.map((value) => ({ value, label: roleWords[value].label }))
