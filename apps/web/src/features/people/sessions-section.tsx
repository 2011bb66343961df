import { Button } from '@patchbay/ui/button'
import { Pill } from '@patchbay/ui/pill'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ago, exactly } from '../../app/moment'
import { Section } from '../../app/section'
import { queryClient } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { AuthFailure } from './auth-failure'
import { deviceWords } from './device-words'
import { sessionsKey } from './sessions-key'

/** Where one is signed in, and signing out there. */
export function SessionsSection() {
  const sessions = useQuery({ queryKey: sessionsKey, queryFn: readSessions, retry: false })
  const read = () => queryClient.invalidateQueries({ queryKey: sessionsKey })
  const revoke = useMutation({
    mutationFn: (token: string) => askAuth(authClient.revokeSession({ token })),
    onSuccess: async () => {
      toast.success('That session is ended.')
      await read()
    },
  })
  const revokeOthers = useMutation({
    mutationFn: () => askAuth(authClient.revokeOtherSessions()),
    onSuccess: async () => {
      toast.success('Every other session is ended.')
      await read()
    },
  })
  const others = sessions.data?.some(({ here }) => !here) ?? false
  return (
    <Section
      title="Where you are signed in"
      lead="End what you don’t know: whoever sits there has to sign in again."
      action={
        others ? (
          <Button busy={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            End all others
          </Button>
        ) : null
      }
    >
      {sessions.isPending ? <Skeleton className="h-24" /> : null}
      {sessions.isError ? <AuthFailure error={sessions.error} retry={() => void sessions.refetch()} /> : null}
      {sessions.data ? (
        <ul aria-label="Sessions" className="grid divide-y divide-line border-t border-line">
          {sessions.data.map(({ token, device, address, beganAt, usedAt, here }) => (
            <li key={token} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  {device} {here ? <Pill tone="live">this one</Pill> : null}
                </p>
                <p className="text-xs text-faint">
                  {address ? <span className="font-mono">{address}</span> : 'address unknown'} ·{' '}
                  <span title={exactly(beganAt)}>signed in {ago(beganAt)}</span> · {usedWords(usedAt)}
                </p>
              </div>
              {here ? null : (
                <Button
                  size="small"
                  variant="danger"
                  aria-label={`End the session of ${device}, ${address || 'address unknown'}`}
                  busy={revoke.isPending && revoke.variables === token}
                  onClick={() => revoke.mutate(token)}
                >
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}

/** Times are ISO 8601. */
type SessionRow = { token: string; device: string; address: string; beganAt: string; usedAt: string; here: boolean }

const day = 24 * 60 * 60 * 1_000

/** When a session was used last is written down once a day. */
function usedWords(usedAt: string): string {
  return Date.now() - Date.parse(usedAt) < day ? 'used within the last day' : `last used ${ago(usedAt)}`
}

/** This one first, then by when they were used last. */
async function readSessions(): Promise<SessionRow[]> {
  const [sessions, own] = await Promise.all([askAuth(authClient.listSessions()), askAuth(authClient.getSession())])
  const rows = sessions.map(({ token, userAgent, ipAddress, createdAt, updatedAt }) => ({
    token,
    device: deviceWords(userAgent),
    address: ipAddress ?? '',
    beganAt: new Date(createdAt).toISOString(),
    usedAt: new Date(updatedAt).toISOString(),
    here: token === own?.session.token,
  }))
  return rows.sort((a, b) => Number(b.here) - Number(a.here) || b.usedAt.localeCompare(a.usedAt))
}
