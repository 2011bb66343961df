import { AccountSections } from './account-sections'

/** The same for whoever belongs to no workspace, and so has no rail to find it by. */
export function LoneAccountPage() {
  return (
    <main id="page" className="min-h-full">
      <title>Your account · Patchbay</title>
      <header className="flex items-center justify-between gap-3 border-b border-line bg-panel px-4 py-2.5 sm:px-5">
        <h1 className="text-[15px] font-semibold">Your account</h1>
        <a href="/" className="underline hover:text-soft">
          Back to Patchbay
        </a>
      </header>
      <AccountSections />
    </main>
  )
}
