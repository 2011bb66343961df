import { Checkbox } from '@patchbay/ui/checkbox'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { type Outputs, queryClient, trpc } from '../../app/trpc'

type CallersRole = Outputs['workspace']['callersVisibleTo'][number]

const choices: ReadonlyArray<{ role: CallersRole; label: string }> = [
  { role: 'builder', label: 'Builders' },
  { role: 'operator', label: 'Operators' },
]

/** Who sees callers’ numbers, keys and recordings: for owners, who settle it. */
export function CallersVisibleSection() {
  const visible = useQuery(trpc.workspace.callersVisibleTo.queryOptions())
  const set = useMutation(
    trpc.workspace.setCallersVisibleTo.mutationOptions({
      onSuccess: (roles) => queryClient.setQueryData(trpc.workspace.callersVisibleTo.queryKey(), roles),
    }),
  )
  const roles = set.isPending ? set.variables.roles : visible.data
  return (
    <Section
      title="Who sees callers"
      lead="Callers’ numbers, what they pressed and said, and their recordings. Owners see them always, viewers never. It holds at once, and programs with a key are not asked."
    >
      {visible.isError ? <Failure error={visible.error} retry={() => void visible.refetch()} /> : null}
      <div className="grid gap-2">
        {roles
          ? choices.map(({ role, label }) => (
              <Checkbox
                key={role}
                label={label}
                checked={roles.includes(role)}
                onChange={(sees) =>
                  set.mutate({ roles: sees ? [...roles, role] : roles.filter((other) => other !== role) })
                }
              />
            ))
          : null}
      </div>
    </Section>
  )
}
