/** An account at the carrier. Its numbers keep their order. */
export type AccountSettings = {
  appId: string
  accessToken: string
  /** E.164 */
  numbers: string[]
  /** SGD; Dial and SMS are refused at 0. */
  balance?: number
  status?: 'active' | 'trial'
}

/** How the carrier behaves where its documents leave room, and where it stands. */
export type SimulatorSettings = {
  accounts: AccountSettings[]
  /** How many times faster than real time; 0 waits for nothing but the caller. */
  speed: number
  /** The base of recordings' addresses; without it the address that the simulator listens on. */
  publicUrl?: string
  /** Copies what a notification says to its query string too. */
  notifyInQuery: boolean
  /** Signs its notifications, as the carrier's documents say. */
  signed: boolean
  /** What follows the last attempt of a Gather in which nothing was pressed. */
  gatherTimeout: 'notify' | 'hangup'
  /** How many calls an account may have at once. */
  concurrentCalls: number
  /** How many calls that have ended it remembers. */
  keptCalls: number
  logLevel: string
}

export const defaultSettings: SimulatorSettings = {
  accounts: [
    {
      appId: 'patchbay-demo',
      accessToken: 'patchbay-demo-token',
      numbers: ['+6531580000', '+6531580001', '+6531580002'],
    },
  ],
  speed: 1,
  notifyInQuery: false,
  signed: true,
  gatherTimeout: 'notify',
  concurrentCalls: 8,
  keptCalls: 1_000,
  logLevel: 'warn',
}
