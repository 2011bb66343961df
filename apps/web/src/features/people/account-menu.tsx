import { Tooltip } from '@patchbay/ui/tooltip'
import { clsx } from 'clsx'
import { Check, LogOut, Moon, Plus, Sun, UserRound } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { useMyName, useSession } from '../../app/session'
import { useTheme } from '../../app/theme'
import { CreateWorkspaceDialog } from '../members/create-workspace-dialog'
import { Avatar } from './avatar'

/** Then the rail stands beside the page, not below it. */
const wide = matchMedia('(min-width: 640px)')

const row =
  'flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left hover:bg-bg focus-visible:bg-bg [&>svg]:text-soft'

/** Who is here, and where: other workspaces, one's account, and the way out. */
export function AccountMenu() {
  const { person, place, workspaces } = useSession()
  const name = useMyName()
  const { theme, toggle } = useTheme()
  const titleId = useId()
  const [open, setOpen] = useState(false)
  const [creating, setCreating] = useState(false)
  if (!person || !place) return null
  const called = name || (person.local ? 'Local user' : person.email)
  const close = () => setOpen(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Tooltip text={`${called}, in ${place.name}`} side="right">
        <Popover.Trigger
          aria-label={`Account: ${called}, in ${place.name}`}
          className="grid size-10 place-items-center rounded-control hover:bg-bg"
        >
          <Avatar name={name} />
        </Popover.Trigger>
      </Tooltip>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={titleId}
          side={wide.matches ? 'right' : 'top'}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-popover-content-available-height)] w-72 max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-panel text-ink shadow-float"
        >
          <div className="border-b border-line px-4 py-3">
            <h2 id={titleId} className="truncate font-semibold">
              {called}
            </h2>
            <p className="text-[13px] break-words text-soft">
              {person.local
                ? 'Signed in on this machine without a password, because only this machine can reach it.'
                : person.email}
            </p>
          </div>
          <div className="p-1.5">
            <h3 className="px-2.5 pt-1 pb-0.5 text-xs text-faint">Workspaces</h3>
            <ul>
              {workspaces.map(({ slug, name: label, role }) => {
                const here = slug === place.slug
                return (
                  <li key={slug}>
                    {/* Another workspace is another page load: nothing of this one is left in it. */}
                    <a href={`/w/${slug}/flows`} aria-current={here ? 'true' : undefined} className={row}>
                      <span className="min-w-0 flex-1 truncate">{label}</span>
                      <span className="text-xs text-faint">{role}</span>
                      <Check aria-hidden size={16} className={clsx('shrink-0', !here && 'invisible')} />
                    </a>
                  </li>
                )
              })}
            </ul>
            <button
              type="button"
              className={row}
              onClick={() => {
                close()
                setCreating(true)
              }}
            >
              <Plus aria-hidden size={16} />
              New workspace…
            </button>
          </div>
          <div className="border-t border-line p-1.5">
            <Link href="/account" className={row} onClick={close}>
              <UserRound aria-hidden size={16} />
              Your account
            </Link>
            <button type="button" className={clsx(row, 'sm:hidden')} onClick={toggle}>
              {theme === 'dark' ? <Sun aria-hidden size={16} /> : <Moon aria-hidden size={16} />}
              Switch to {theme === 'dark' ? 'light' : 'dark'}
            </button>
            {person.local ? null : (
              <button type="button" className={row} onClick={() => void leave()}>
                <LogOut aria-hidden size={16} />
                Sign out
              </button>
            )}
          </div>
        </Popover.Content>
      </Popover.Portal>
      {creating ? <CreateWorkspaceDialog onClose={() => setCreating(false)} /> : null}
    </Popover.Root>
  )
}

async function leave(): Promise<void> {
  const { signOut } = await import('./sign-out')
  await signOut('/')
}
