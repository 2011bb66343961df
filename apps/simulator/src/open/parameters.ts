import { isE164, isServed } from '../e164'
import { type Message, readMsg } from '../msg'
import { Refusal, type RefusalStatus } from '../refusal'

const longestTag = 256
const longestUrl = 4_000

/** The parameters of one request. Names are looked up safely; an empty value is the same as an absent one. */
export class Parameters {
  constructor(private readonly values: ReadonlyMap<string, string>) {}

  get(name: string): string | undefined {
    const value = this.values.get(name)
    return value === '' ? undefined : value
  }

  need(name: string): string {
    const value = this.get(name)
    if (value === undefined) throw new Refusal(`error_${name}_param_missing`)
    return value
  }

  /** What was sent, for the transcript: the secret is left out. */
  shown(): Record<string, string> {
    return Object.fromEntries([...this.values].filter(([name]) => name !== 'access_token'))
  }

  tag(): string {
    const tag = this.get('tag') ?? ''
    if ([...tag].length > longestTag) throw new Refusal('error_tag_invalid_length')
    return tag
  }

  msg(): Message | undefined {
    return readMsg(this.get('msg') ?? '')
  }

  notifyUrl(name = 'notify_url'): string | undefined {
    return this.url(name, 'error_invalid_notify_url', 'error_unable_to_resolve_notify_url')
  }

  /** An http or https address. Hosts under `.invalid` stand for those that can't be found (RFC 2606). */
  url(name: string, invalid: RefusalStatus, unresolved: RefusalStatus): string | undefined {
    const text = this.get(name)
    if (text === undefined) return undefined
    const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined
    if (!url || !/^https?:$/.test(url.protocol)) throw new Refusal(invalid)
    if (url.hostname.endsWith('.invalid')) throw new Refusal(unresolved)
    return text
  }

  /** A whole number in a range, or the default. */
  whole(name: string, range: { from: number; to: number; default: number }, invalid: RefusalStatus): number {
    const text = this.get(name)
    if (text === undefined) return range.default
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= range.from && value <= range.to)) throw new Refusal(invalid)
    return value
  }

  /** A telephone number that somebody can ring. */
  dest(): string {
    const dest = this.need('dest')
    if (!isE164(dest)) throw new Refusal('error_dest_invalid')
    if (!isServed(dest)) throw new Refusal('error_dest_not_supported')
    return dest
  }

  /** One of the account's numbers, `private`, or what else is allowed; the account's first number by default. */
  callerId(allowed: Iterable<string>): string {
    const [first = 'private', ...others] = allowed
    const id = this.get('caller_id') ?? first
    if (id !== 'private' && id !== first && !others.includes(id)) throw new Refusal('error_caller_id_invalid')
    return id
  }
}
