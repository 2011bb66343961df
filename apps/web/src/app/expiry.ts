import { create } from 'zustand'

type ExpiryState = {
  /** The server said that nobody is signed in (any more). */
  signedOut: boolean
  /** What somebody else is called who has signed in since: this page is not theirs, and goes. */
  handedOver: string | null
}

/**
 * Whether a page that was somebody’s has lost them. Until they are back nothing is asked in their name: whoever signs in next may be
 * somebody else.
 */
export const useExpiry = create<ExpiryState>(() => ({ signedOut: false, handedOver: null }))

/** For answers to requests that are not tRPC’s. */
export function noticeStatus(status: number): void {
  if (status === 401) useExpiry.setState({ signedOut: true })
}
