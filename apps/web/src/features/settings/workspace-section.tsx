import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { trpc } from '../../app/trpc'
import { WorkspaceNameSection } from '../members/workspace-name-section'
import { SettingsForm } from './settings-form'

/** What the workspace is called, how long calls are kept, and how many there may be at once. */
export function WorkspaceSection() {
  const settings = useQuery(trpc.workspace.get.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <>
      <WorkspaceNameSection />
      {settings.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
      {settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : null}
      {settings.data ? <SettingsForm settings={settings.data} /> : null}
    </>
  )
}
