import { IconButton } from '@patchbay/ui/icon-button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { clsx } from 'clsx'
import { Maximize2, Minimize2, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Failure } from '../../app/failure'
import type { Outputs } from '../../app/trpc'
import { CallHead } from './call-head'
import { useLarge } from './use-large'
import { useLiveCall } from './use-live-call'
import { useWalkedFlows } from './use-walked-flows'

// The canvas is as large as the editor's: the list of calls does not wait for it.
const CallStory = lazy(async () => ({ default: (await import('./call-story')).CallStory }))

/** One call, step by step, as it happens: beside the list, or on the whole page. */
export function CallDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useLiveCall(id)
  const { large, toggle } = useLarge()
  const { data } = query
  return (
    <aside
      aria-label="The selected call"
      className={clsx(
        'min-h-0 border-line bg-panel',
        large ? 'absolute inset-0 z-20' : 'relative lg:w-[440px] lg:border-l',
      )}
    >
      <div className="absolute inset-0 flex flex-col">
        <div className="flex shrink-0 items-start border-b border-line py-3 pr-2 pl-4">
          <div className="min-w-0 flex-1">
            {data ? <CallHead call={data.call} /> : <Skeleton className="h-10 w-56" />}
          </div>
          <IconButton
            label={large ? 'Beside the list' : 'On the whole page'}
            icon={large ? Minimize2 : Maximize2}
            onClick={toggle}
            className="-mt-1 max-lg:hidden"
          />
          <IconButton label="Close this call" icon={X} onClick={onClose} className="-mt-1" />
        </div>
        {query.isError ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
        {data ? <Story whole={data} large={large} /> : null}
      </div>
    </aside>
  )
}

function Story({ whole, large }: { whole: Outputs['calls']['get']; large: boolean }) {
  const { flows, error, retry } = useWalkedFlows(whole.call.versionId, whole.events)
  if (error !== null) return <Failure error={error} retry={retry} />
  if (flows === null) return <Skeleton className="m-4 h-40" />
  return (
    <Suspense fallback={<Skeleton className="m-4 h-40" />}>
      <CallStory whole={whole} flows={flows} large={large} />
    </Suspense>
  )
}
