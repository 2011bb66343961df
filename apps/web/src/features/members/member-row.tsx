import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Pill } from '@patchbay/ui/pill'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { readSession, useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { Avatar } from '../people/avatar'
import { roleOptions, roleWords } from './role-words'

type Member = Outputs['members']['list']['members'][number]

/** One who belongs to the workspace. */
export function MemberRow({ member }: { member: Member }) {
  const { userId, name, email, role, you, twoFactor } = member
  const manages = useMay('manage')
  const [removing, setRemoving] = useState(false)
  const called = name || email
  const read = () => queryClient.invalidateQueries(trpc.members.pathFilter())
  const setRole = useMutation(
    trpc.members.setRole.mutationOptions({
      onSuccess: async (_, chosen) => {
        toast.success(`${called} is ${withArticle(roleWords[chosen.role].label)} now.`)
        // Whoever gives away what they were sees less from now on.
        if (you) await readSession()
      },
      onSettled: read,
    }),
  )
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: () => toast.success(`${called} does not belong to this workspace any more.`),
      onSettled: async () => {
        setRemoving(false)
        await read()
      },
    }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <Avatar name={called} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 break-words">
          {called} {you ? <Pill>you</Pill> : null}
        </p>
        <p className="text-xs break-words text-faint">
          {[name ? email : null, twoFactor === null ? null : twoFactor ? 'two-step sign-in' : 'password alone']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {manages ? (
        <>
          <div className="w-32">
            <Select
              aria-label={`Role of ${called}`}
              value={role}
              options={roleOptions}
              disabled={setRole.isPending}
              onChange={(next) => (next === role ? undefined : setRole.mutate({ userId, role: next }))}
            />
          </div>
          {you ? null : (
            <Button size="small" variant="danger" aria-label={`Remove ${called}`} onClick={() => setRemoving(true)}>
              Remove
            </Button>
          )}
        </>
      ) : (
        <span className="text-soft">{roleWords[role].label}</span>
      )}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${called}?`}
        description="They see nothing of this workspace any more, at once. What they drew and published stays."
        confirm="Remove"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ userId })}
      />
    </li>
  )
}

function withArticle(label: string): string {
  return `${/^[AEIOU]/.test(label) ? 'an' : 'a'} ${label.toLowerCase()}`
}
