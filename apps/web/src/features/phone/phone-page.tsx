import { EmptyState } from '@patchbay/ui/empty-state'
import { PhoneOff } from 'lucide-react'
import { Link } from 'wouter'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { Handset } from './handset'

/** The handset on a page of its own. */
export function PhonePage() {
  const rings = useMay('run')
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Phone" />
      <div className="min-h-0 flex-1 p-4 sm:p-5">
        <div className="mx-auto h-full max-h-[760px] max-w-sm">
          {rings ? (
            <Handset />
          ) : (
            <EmptyState icon={PhoneOff} title="Only to look">
              The phone rings your numbers, which builders, operators and owners do. You can watch their calls under{' '}
              <Link href="/calls">Calls</Link>.
            </EmptyState>
          )}
        </div>
      </div>
    </div>
  )
}
