import { Checkbox } from '@patchbay/ui/checkbox'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'

type CallersRole = Outputs['workspace']['callersVisibleTo'][number]

const choices: ReadonlyArray<{ role: CallersRole; label: string }> = [
  { role: 'builder', label: 'Builders' },
  { role: 'operator', label: 'Operators' },
]

/** Who sees callers’ numbers, keys and recordings: for owners, who settle it. */
export function CallersVisibleSection() {
  const manages = useMay('manage')
  const visible = useQuery(trpc.workspace.callersVisibleTo.queryOptions(undefined, { enabled: manages }))
  const set = useMutation(
    trpc.workspace.setCallersVisibleTo.mutationOptions({
      onSuccess: (roles) => queryClient.setQueryData(trpc.workspace.callersVisibleTo.queryKey(), roles),
    }),
  )
  if (!manages) return null
  const roles = set.isPending ? set.variables.roles : visible.data
  return (
    <section aria-labelledby="callers-visible" className="mt-4 rounded-card border border-line bg-panel p-4 sm:p-5">
      <h2 id="callers-visible" className="font-semibold">
        Who sees callers
      </h2>
      <p className="mt-0.5 mb-3 text-soft">
        Callers’ numbers, what they pressed and said, and their recordings. Owners see them always, viewers never. It
        holds at once, and programs with a key are not asked.
      </p>
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
    </section>
  )
}
