/** Where a call of the baselines stands; what is written down of it, where anything is. */
export type State = { step: number; digits: string; ended: boolean }

/** The least that a program by hand does with a notification: the call's next state, and what to ask of the carrier. */
export function transition(state: State | undefined, body: string): { state: State; request: string | null } {
  const form = new URLSearchParams(body)
  const session = form.get('session') ?? ''
  const step = (state?.step ?? 0) + 1
  switch (form.get('call_state')) {
    case 'ringing':
      return { state: { step, digits: '', ended: false }, request: gather(session) }
    case 'ongoing': {
      const digits = form.get('digits') ?? ''
      return { state: { step, digits, ended: false }, request: digits === '1' ? play(session) : transfer(session) }
    }
    default:
      return { state: { step, digits: state?.digits ?? '', ended: true }, request: null }
  }
}

export function sessionOf(body: string): string {
  return new URLSearchParams(body).get('session') ?? ''
}

const account = 'app_id=bench&access_token=bench-token'
const gather = (session: string) =>
  `${account}&session=${session}&msg=For+sales%2C+press+1.&max_digits=1&timeout=10&attempts=3`
const play = (session: string) => `${account}&session=${session}&msg=We+are+open+from+nine+to+five.`
const transfer = (session: string) => `${account}&session=${session}&dest=%2B6562220001&msg=One+moment%2C+please.`
