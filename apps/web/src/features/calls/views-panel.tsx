import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BookmarkPlus, EllipsisVertical, PencilLine, RefreshCw, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import { Failure } from '../../app/failure'
import { useMay } from '../../app/session'
import { type Outputs, trpc } from '../../app/trpc'

export type SavedView = Outputs['views']['list'][number]

export type ViewsPanelProps = {
  /** The query of the address as it is now. */
  query: string
  onOpen: () => void
  /** Asks for a name: of what is shown now, or of this view. */
  onName: (view: SavedView | null) => void
}

/** The views that somebody of the workspace gave a name to. */
export function ViewsPanel({ query, onOpen, onName }: ViewsPanelProps) {
  const client = useQueryClient()
  const keeps = useMay('callers')
  const views = useQuery(trpc.views.list.queryOptions())
  const options = { onSuccess: () => client.invalidateQueries(trpc.views.list.pathFilter()) }
  const remove = useMutation(trpc.views.remove.mutationOptions(options))
  const change = useMutation(trpc.views.change.mutationOptions(options))
  return (
    <div className="grid gap-3">
      {views.isError ? <Failure error={views.error} retry={() => void views.refetch()} /> : null}
      {views.data?.length === 0 ? (
        <p className="text-soft">
          {keeps
            ? 'Narrow the list down, then keep it here under a name. Everybody in the workspace sees it.'
            : 'Nobody has kept one yet that you can look at.'}
        </p>
      ) : null}
      <ul aria-label="Views" className="-mx-2 grid gap-0.5">
        {(views.data ?? []).map((view) => (
          <li key={view.id} className="flex items-center rounded-control hover:bg-bg">
            <Link
              href={`/calls?${view.query}`}
              onClick={onOpen}
              aria-current={view.query === query ? 'page' : undefined}
              title={view.savedBy === '' ? undefined : `Kept by ${view.savedBy}`}
              className="min-w-0 flex-1 truncate px-2 py-1.5 aria-[current=page]:font-semibold"
            >
              {view.name}
            </Link>
            {keeps ? (
              <Menu
                trigger={<IconButton label={`More about ${view.name}`} icon={EllipsisVertical} className="size-8" />}
                items={[
                  { label: 'Rename…', icon: PencilLine, onSelect: () => onName(view) },
                  {
                    label: 'Show what is shown now',
                    icon: RefreshCw,
                    disabled: view.query === query,
                    onSelect: () => change.mutate({ id: view.id, query }),
                  },
                  { label: 'Remove', icon: Trash2, danger: true, onSelect: () => remove.mutate({ id: view.id }) },
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {keeps ? (
        <Button icon={BookmarkPlus} disabled={query === ''} onClick={() => onName(null)}>
          Keep what is shown now…
        </Button>
      ) : null}
    </div>
  )
}
