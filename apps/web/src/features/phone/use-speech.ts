import { Speaker } from '@patchbay/ui/speaker'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { PhoneCall } from './simulator-control'

type SoundState = { muted: boolean; toggle: () => void }

/** Whether the handset speaks aloud. */
export const useSound = create<SoundState>((set) => ({
  muted: false,
  toggle: () => set(({ muted }) => ({ muted: !muted })),
}))

const speaker = new Speaker()

/** Speaks what the caller of `call` hears, as it comes. A pressed key and the end of the call cut it short. */
export function useSpeech(call: PhoneCall | null): void {
  const muted = useSound((state) => state.muted)
  const heard = useRef<{ session: string | null; entries: number }>({ session: null, entries: 0 })
  useEffect(() => {
    if (!call) return
    // What was said before the handset was taken up is read, not heard.
    const fresh = heard.current.session === call.session ? heard.current.entries : firstToHear(call)
    heard.current = { session: call.session, entries: call.transcript.length }
    for (const entry of call.transcript.slice(fresh)) {
      if (entry.type === 'keys') speaker.stop()
      if (entry.type === 'spoken' && !muted) speaker.say(entry.parts)
    }
    if (call.state === 'ended' && call.transcript.slice(fresh).every((entry) => entry.type !== 'spoken')) speaker.stop()
  }, [call, muted])
  useEffect(() => {
    if (muted) speaker.stop()
  }, [muted])
  useEffect(() => () => speaker.stop(), [])
}

function firstToHear(call: PhoneCall): number {
  return call.state === 'ended' || call.transcript.length > 20 ? call.transcript.length : 0
}
