import { type ComponentType, lazy } from 'react'
import type { Ability } from '../../app/session'

/** `path`: what its address ends with, `/settings/<path>`. `ability`: to whom it is shown. */
export type SettingsSection = { path: string; label: string; ability: Ability; component: ComponentType }

/** The parts of the settings, in the order of the list beside them. Another one is another line. */
export const settingsSections: readonly SettingsSection[] = [
  section('workspace', 'Workspace', 'look', async () => (await import('./workspace-section')).WorkspaceSection),
  section('members', 'Members', 'look', async () => (await import('../members/members-section')).MembersSection),
  section(
    'carriers',
    'Carrier accounts',
    'look',
    async () => (await import('../carriers/carriers-section')).CarriersSection,
  ),
  section('keys', 'API keys', 'manage', async () => (await import('../keys/keys-section')).KeysSection),
  section('audit', 'Audit trail', 'manage', async () => (await import('../audit/audit-section')).AuditSection),
  section('alerts', 'Alerts', 'look', async () => (await import('./alerts-section')).AlertsSection),
  section('privacy', 'Privacy', 'manage', async () => (await import('./privacy-section')).PrivacySection),
  section('secrets', 'Secrets', 'draw', async () => (await import('./secrets-section')).SecretsSection),
]

function section(path: string, label: string, ability: Ability, load: () => Promise<ComponentType>): SettingsSection {
  return { path, label, ability, component: lazy(async () => ({ default: await load() })) }
}
