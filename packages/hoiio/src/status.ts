/** What to do about each answer of the carrier, in people's words. Source: Hoiio's API documents. */
const advice = {
  error_invalid_http_method: 'Send the request by GET or POST.',
  error_malformed_params: 'A parameter could not be read: check its encoding.',
  error_invalid_access_token: 'Check the access token in the carrier account.',
  error_invalid_app_id: 'Check the app ID in the carrier account.',
  error_tag_invalid_length: 'Shorten the tag to 256 characters.',
  error_invalid_notify_url: 'The address for notifications must be http or https, at most 4,000 characters.',
  error_unable_to_resolve_notify_url: 'The carrier can’t find the address for notifications: set the public URL.',
  error_insufficient_credit: 'Top up the carrier account.',
  error_rate_limit_exceeded: 'Too many requests in a minute: wait, then try again.',
  error_not_allowed_for_trial: 'A trial account may not do this: upgrade it.',
  error_concurrent_call_limit_reached: 'The account has as many calls as it may: wait for one to end.',
  error_permission_denied: 'The account may not do this: ask the carrier.',
  error_service_not_available: 'The carrier does not offer this at the moment: try again later.',
  error_internal_server_error: 'The carrier has a fault: try again later.',
  error_invalid_session: 'The carrier does not know this call.',
  error_session_access_denied: 'This call belongs to another account.',
  error_session_ended: 'The call is over.',
  error_session_not_ready: 'Another block is still running on this call.',
  error_session_not_on_hold: 'The call is not on hold.',
  error_monitor_in_progress: 'This call is being recorded already.',
  error_msg_invalid_length: 'Shorten the message to 1,000 characters.',
  error_msg_invalid_language: 'Choose a language that the carrier speaks.',
  error_msg_invalid_gender: 'The voice is male or female.',
  error_msg_invalid_xml: 'The message has a tag that is not closed or not known.',
  error_msg_invalid_url: 'The address of the recording must be http or https.',
  error_msg_invalid_file_format: 'The recording must be mp3, wav or gsm.',
  error_msg_invalid_file_size: 'The recording may have 10 MB.',
  error_msg_cannot_convert_text: 'The carrier can’t speak this text: change it.',
  error_msg_download_failed: 'The carrier could not download the recording: check its address.',
  error_dest_invalid: 'The number must be E.164, such as +6561234567.',
  error_dest_not_supported: 'The carrier does not serve this number.',
  error_caller_id_invalid: 'The caller ID must be one of your numbers, or private.',
  error_invalid_room: 'A room is named with letters, digits, dots and underscores, at most 32 of them.',
  error_on_failure_invalid: 'What follows a failure is hangup or continue.',
  error_invalid_max_digits: 'The most digits are 0 to 255.',
  error_invalid_timeout: 'The time to wait is a whole number of seconds.',
  error_invalid_attempts: 'The number of attempts is a whole number from 1.',
  error_invalid_max_duration: 'The longest duration is a whole number of seconds.',
  error_number_invalid: 'The number must be E.164, such as +6531580000.',
  error_number_not_assigned: 'This number does not belong to the account.',
  error_forward_to_invalid: 'The address to forward to must be http or https.',
  error_unable_to_resolve_forward_to: 'The carrier can’t find the address to forward to: set the public URL.',
  error_mode_invalid: 'The mode is voice or fax.',
  error_incoming_sms_not_supported: 'This number can’t receive SMS.',
  error_invalid_txn_ref: 'The carrier does not know this reference.',
  error_txn_ref_access_denied: 'This reference belongs to another account.',
  error_msg_empty: 'The SMS has no text.',
  error_msg_too_big: 'The SMS is too long.',
  error_invalid_sender_name: 'The sender’s name is not allowed.',
  error_from_invalid: 'The start of the period is not a date.',
  error_to_invalid: 'The end of the period is not a date.',
  error_to_before_from: 'The period ends before it starts.',
  error_page_invalid: 'There is no such page.',
  timeout: 'The carrier did not answer in time.',
  unreachable: 'The carrier can’t be reached: check the network and its address.',
  unreadable_answer: 'The carrier’s answer can’t be read: check its address.',
} as const

/** A status that Hoiio documents, or one of ours for a fault on the way (`timeout`, `unreachable`, `unreadable_answer`). */
export type KnownStatus = 'success_ok' | keyof typeof advice

/** What to do about a status, one sentence; also for statuses that nobody documented. */
export function adviceFor(status: string): string {
  const missing = /^error_(\w+)_param_missing$/.exec(status)?.[1]
  if (missing) return `The parameter ${missing} is missing.`
  return Object.hasOwn(advice, status)
    ? advice[status as keyof typeof advice]
    : 'The carrier refused this without a known reason.'
}
