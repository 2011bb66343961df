import { PageHeader } from '../../app/page-header'
import { Handset } from './handset'

/** The handset on a page of its own. */
export function PhonePage() {
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Phone" />
      <div className="min-h-0 flex-1 p-4 sm:p-5">
        <div className="mx-auto h-full max-h-[760px] max-w-sm">
          <Handset />
        </div>
      </div>
    </div>
  )
}
