import { aboutAccount, aboutDigits, aboutKeptKey, aboutSecret } from './cipher'

/** A column that holds what was encrypted, and what each of its rows is encrypted as. */
export type Ciphertexts = {
  table: string
  column: string
  /** The primary key, which `about` is told of as texts, in this order. */
  key: readonly string[]
  about: (...key: string[]) => string
  /** What its rows are to people: one, and several. */
  words: readonly [string, string]
}

/** Everything in the database that is kept under the key. */
export const ciphertexts: readonly Ciphertexts[] = [
  {
    table: 'secret',
    column: 'ciphertext',
    key: ['workspace_id', 'key'],
    about: (workspaceId = '', key = '') => aboutSecret(workspaceId, key),
    words: ['secret', 'secrets'],
  },
  {
    table: 'carrier_account',
    column: 'token',
    key: ['id'],
    about: (id = '') => aboutAccount(id),
    words: ['access token of a carrier account', 'access tokens of carrier accounts'],
  },
  {
    table: 'kept_key',
    column: 'ciphertext',
    key: ['name'],
    about: (name = '') => aboutKeptKey(name),
    words: ['key of this Patchbay’s own', 'keys of this Patchbay’s own'],
  },
  {
    table: 'call_private',
    column: 'ciphertext',
    key: ['call_id', 'token'],
    about: (callId = '', token = '') => aboutDigits(callId, token),
    words: ['caller’s private digits', 'callers’ private digits'],
  },
]
