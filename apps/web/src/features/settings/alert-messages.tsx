import { useQuery } from '@tanstack/react-query'
import { briefly, exactly } from '../../app/moment'
import { useMay } from '../../app/session'
import { type Outputs, trpc } from '../../app/trpc'
import { alertKinds } from '../alerts/alert-words'

type Message = Outputs['alerts']['messages'][number]

/** The last messages of alerts, and what became of each; nothing where none was ever sent. */
export function AlertMessages() {
  const manages = useMay('manage')
  const messages = useQuery(trpc.alerts.messages.queryOptions(undefined, { refetchInterval: 30_000, enabled: manages }))
  if (!messages.data || messages.data.length === 0) return null
  return (
    <div className="mt-5 border-t border-line pt-3">
      <h3 className="text-[13px] font-medium">Last messages</h3>
      <ul className="mt-1 grid divide-y divide-line">
        {messages.data.map((message) => (
          <li key={message.id} className="grid gap-0.5 py-2 text-[13px]">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span>{alertKinds.find(({ code }) => code === message.code)?.label ?? message.code}</span>
              <span className="text-faint" title={exactly(message.createdAt)}>
                {briefly(message.createdAt)}
              </span>
            </p>
            <p className="text-xs break-words text-soft">
              {message.target}
              <span className={message.sentAt === null && message.dueAt === null ? 'text-bad' : ''}>
                {' '}
                · {fate(message)}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

function fate({ sentAt, dueAt, fault }: Message): string {
  if (sentAt !== null) return 'arrived'
  if (dueAt === null) return `given up: ${fault ?? ''}`
  return fault === null ? 'on its way' : `is tried again at ${briefly(dueAt)}: ${fault}`
}
