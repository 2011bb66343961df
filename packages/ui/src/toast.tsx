import { Toaster as Sonner } from 'sonner'

export { toast } from 'sonner'

/** Where short messages appear. Once, at the root of the app. */
export function Toaster({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Sonner
      theme={theme}
      position="bottom-center"
      closeButton
      mobileOffset={{ bottom: 76 }}
      toastOptions={{ style: { background: 'var(--panel)', color: 'var(--ink)', borderColor: 'var(--line)' } }}
    />
  )
}
