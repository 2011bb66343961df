/** What the owner of a flow can do about an answer of the carrier, by status or by what the status speaks of. */
const remedies: readonly [pattern: RegExp, remedy: string][] = [
  [/insufficient_credit/, 'Top up the account at the carrier.'],
  [
    /rate_limit|concurrent_call/,
    'The account makes more calls at once than the carrier allows. Wait for some to end, or ask for a higher limit.',
  ],
  [/trial|permission_denied/, 'The account may not do this yet. Ask the carrier to allow it.'],
  [/access_token|app_id/, 'Check the carrier account in Settings: its app ID and its access token.'],
  [
    /no_account/,
    'The carrier account of this call was removed, or its access token can’t be read. Look at it in Settings.',
  ],
  [/notify_url|forward_to/, 'The carrier can’t reach this Patchbay. Set PUBLIC_URL to an address that it can open.'],
  [/invalid_length|msg_too_big/, 'Open the block and shorten its text.'],
  [/xml|language|gender/, 'Open the block and check the marks in its message.'],
  [
    /msg_download|msg_invalid_url|file_(format|size)/,
    'Open the block and check the address of its recording: mp3, wav or gsm, at most 10 MB.',
  ],
  [/cannot_convert_text|msg_empty/, 'Open the block and change its message.'],
  [/dest_not_supported/, 'The carrier does not serve that number. Choose another one.'],
  [/dest_invalid/, 'Open the block and write the number with + and its country code.'],
  [/caller_id/, 'Open the block and choose one of your numbers, or “private”, as the caller ID.'],
  [/room/, 'Open the block and name the room with letters, digits, dots and underscores.'],
  [/max_digits|timeout_?invalid|invalid_timeout|attempts|max_duration/, 'Open the block and check its numbers.'],
  [/session_ended|invalid_session/, 'The caller had hung up already: nothing needs to be done.'],
  [/session_not_ready/, 'The carrier was still busy with the block before. If it happens again, tell the carrier.'],
  [/monitor_in_progress/, 'The call is recorded already. Take the second Monitor block out of the flow.'],
  [/^(timeout|unreachable)$/, 'The carrier did not answer. Check the network, then the carrier’s own status page.'],
  [
    /unreadable_answer/,
    'Something else answers at the carrier’s address. Check the address of its account in Settings.',
  ],
  [/service_not_available|internal_server_error/, 'The carrier has a fault of its own. Try again later.'],
]

/** A refusal in people's words: `error_dest_not_supported` → “dest not supported”. */
export function refusalWords(status: string): string {
  if (status === 'timeout') return 'no answer in time'
  return status.replace(/^error_/, '').replaceAll('_', ' ')
}

/** One sentence: what to do about a refusal. */
export function remedyFor(status: string): string {
  return remedies.find(([pattern]) => pattern.test(status))?.[1] ?? 'Open the request below and check its settings.'
}
