import type { AccountSettings } from './settings'

export type OwnedNumber = {
  number: string
  forwardTo: string
  forwardSmsTo: string
  mode: 'voice' | 'fax'
}

const minute = 60_000
const requestsPerMinute = 60

/** An account as it stands now: its money, its numbers and what it asked for in the last minute. */
export class Account {
  readonly appId: string
  readonly accessToken: string
  readonly status: 'active' | 'trial'
  readonly numbers: Map<string, OwnedNumber>
  private thousandths: number
  private readonly requests = new Map<string, number[]>()

  constructor(settings: AccountSettings) {
    this.appId = settings.appId
    this.accessToken = settings.accessToken
    this.status = settings.status ?? 'active'
    this.numbers = new Map(
      settings.numbers.map((number) => [number, { number, forwardTo: '', forwardSmsTo: '', mode: 'voice' }]),
    )
    this.thousandths = Math.round((settings.balance ?? 1_000) * 1_000)
  }

  /** SGD */
  get balance(): number {
    return this.thousandths / 1_000
  }

  /** Takes an amount in SGD; a call that is under way may take the account below 0. */
  charge(amount: number): void {
    this.thousandths -= Math.round(amount * 1_000)
  }

  /** Whether one more request of this kind is within the 60 a minute; counts it if so. */
  admits(kind: string, now: number): boolean {
    const recent = (this.requests.get(kind) ?? []).filter((at) => at > now - minute)
    const admitted = recent.length < requestsPerMinute
    if (admitted) recent.push(now)
    this.requests.set(kind, recent)
    return admitted
  }
}
