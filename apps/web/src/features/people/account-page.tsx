import { PageHeader } from '../../app/page-header'
import { AccountSections } from './account-sections'

/** Who one is, and how one signs in. */
export function AccountPage() {
  return (
    <>
      <PageHeader title="Your account" />
      <AccountSections />
    </>
  )
}
