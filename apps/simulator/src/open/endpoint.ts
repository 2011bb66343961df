import type { Account } from '../account'
import type { Call } from '../call'
import type { Exchange } from '../exchange'
import type { Parameters } from './parameters'

export type Reply = Record<string, string | string[] | Record<string, string | string[]>[]>

/** What an endpoint makes of a request that is in order: its reply, and what then happens. */
export type Accepted = { reply?: Reply; call?: Call; carryOut?: () => void }

export type Asking = { exchange: Exchange; account: Account; params: Parameters }

/** One endpoint. `run` checks, throws a `Refusal` for what is wrong, and changes nothing before all is checked. */
export type Endpoint = {
  required: string[]
  /** Counts towards the limit of 60 a minute. */
  limited?: true
  run: (asking: Asking) => Accepted
}
