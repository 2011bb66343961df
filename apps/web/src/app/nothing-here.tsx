import { EmptyState } from '@patchbay/ui/empty-state'
import { Compass } from 'lucide-react'
import { Link } from 'wouter'
import { PageHeader } from './page-header'

/** What stands at an address that leads nowhere. */
export function NothingHere() {
  return (
    <>
      <PageHeader title="Nothing here" />
      <EmptyState icon={Compass} title="There is no page at this address">
        Perhaps it was moved.{' '}
        <Link href="/flows" className="text-block-middle underline">
          Go to the flows
        </Link>
      </EmptyState>
    </>
  )
}
