import { Button, buttonLook } from '@patchbay/ui/button'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../app/session'
import { workspaceBase } from '../../app/workspace'
import { CreateWorkspaceDialog } from '../members/create-workspace-dialog'
import { Entrance } from './entrance'
import { signOut } from './sign-out'

/** For whoever is signed in and belongs to no workspace, or not to the one that the address names. */
export function NoWorkspacePage() {
  const { person, workspaces } = useSession()
  const [creating, setCreating] = useState(false)
  const elsewhere = workspaceBase !== ''
  return (
    <Entrance
      title={elsewhere ? 'This is not one of your workspaces' : 'You belong to no workspace'}
      lead={
        elsewhere
          ? 'It is gone, or you don’t belong to it (any more). Ask an owner of it for an invitation.'
          : `Ask an owner to invite ${person?.email ?? 'you'}, or create a workspace of your own.`
      }
      foot={
        person && !person.local ? (
          <>
            You are {person.email}.{' '}
            <button type="button" className="underline hover:text-ink" onClick={() => void signOut('/')}>
              Sign out
            </button>
          </>
        ) : null
      }
    >
      <div className="grid gap-2">
        {workspaces.map(({ slug, name }) => (
          <a key={slug} href={`/w/${slug}/flows`} className={buttonLook()}>
            Open {name}
          </a>
        ))}
        <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
          New workspace…
        </Button>
        {elsewhere ? null : (
          <a href="/account" className={buttonLook('quiet')}>
            Your account
          </a>
        )}
      </div>
      {creating ? <CreateWorkspaceDialog onClose={() => setCreating(false)} /> : null}
    </Entrance>
  )
}
