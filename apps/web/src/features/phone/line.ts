import { toast } from '@patchbay/ui/toast'
import { useEffect } from 'react'
import { create } from 'zustand'
import * as control from './simulator-control'

type LineState = {
  status: 'connecting' | 'open' | 'lost'
  /** The call that the handset holds. */
  call: control.PhoneCall | null
  /** Calls of ours that ring somebody who has not answered yet. */
  ringingOut: readonly control.PhoneCall[]
  busy: boolean
  ring: (from: string, to: string) => Promise<void>
  /** Takes up one of the calls that ring somebody, as that somebody. */
  takeUp: (session: string) => Promise<void>
  press: (digits: string) => Promise<void>
  hangUp: (party: 'caller' | 'dest') => Promise<void>
  settleLeg: (session: string, outcome: control.LegOutcome) => Promise<void>
  /** Puts an ended call away. */
  clear: () => void
}

/** The session of the call that the handset holds, from the moment that it takes it up. */
let held: string | null = null

/** The line between the handset and the simulated carrier. One for the whole app: the call lives on from page to page. */
export const useLine = create<LineState>((set, get) => {
  const hold = async (work: () => Promise<void>) => {
    set({ busy: true })
    try {
      await work()
    } catch (error) {
      toast.error(error instanceof Error ? error.message : 'The simulator refused this.')
    } finally {
      set({ busy: false })
    }
  }
  // Held before it is read: what happens while the reading travels is read again.
  const takeUp = async (session: string) => {
    held = session
    const call = await control.readCall(session)
    if (held !== session) return
    set({ call })
    readHeld()
  }
  return {
    status: 'connecting',
    call: null,
    ringingOut: [],
    busy: false,
    ring: (from, to) => hold(async () => takeUp(await control.ring(from, to))),
    takeUp: (session) => hold(() => takeUp(session)),
    press: async (digits) => {
      const session = get().call?.session
      // Keys are not held back while an earlier one travels: fast fingers lose nothing.
      if (session) await control.pressKeys(session, digits).catch((error: Error) => toast.error(error.message))
    },
    hangUp: (party) =>
      hold(async () => {
        const session = get().call?.session
        if (session) await control.hangUp(session, party)
      }),
    settleLeg: (session, outcome) =>
      hold(async () => {
        await control.settleLeg(session, outcome)
        if (get().call?.session !== session && outcome === 'answered') await takeUp(session)
      }),
    clear: () => {
      held = null
      set({ call: null })
    },
  }
})

/** Keeps the line up while a handset is on screen. */
export function useLiveLine(): void {
  useEffect(connect, [])
}

let handsets = 0
let disconnect: (() => void) | null = null

function connect(): () => void {
  handsets += 1
  disconnect ??= listen()
  return () => {
    handsets -= 1
    if (handsets > 0) return
    disconnect?.()
    disconnect = null
  }
}

/**
 * An event only says that a call changed; what it is now is read anew. So nothing can be missed, not even what happened
 * before the line stood, and nothing is counted twice.
 */
function listen(): () => void {
  return control.watchCalls(
    (session) => {
      if (session === held) readHeld()
      if (session !== held || useLine.getState().ringingOut.some((call) => call.session === session)) readRinging()
    },
    (status) => {
      useLine.setState({ status })
      if (status !== 'open') return
      readHeld()
      readRinging()
    },
  )
}

const readHeld = coalesced(async () => {
  if (held === null) return
  const call = await control.readCall(held)
  if (held === call.session) useLine.setState({ call })
})

const readRinging = coalesced(async () => {
  const calls = await control.readCalls()
  useLine.setState({ ringingOut: calls.filter((call) => call.direction === 'outgoing' && call.state === 'ringing') })
})

/** Runs `work` at once; asked again meanwhile, once more after it. */
function coalesced(work: () => Promise<void>): () => void {
  let working = false
  let again = false
  const run = async () => {
    working = true
    do {
      again = false
      // A reading that fails is made good by the next event, or when the line is back.
      await work().catch(() => undefined)
    } while (again)
    working = false
  }
  return () => {
    if (working) again = true
    else void run()
  }
}
