import type { SpokenPart } from './msg'

export type LegOutcome = 'answered' | 'busy' | 'unanswered' | 'failed'

export type TranscriptEntry = { at: string } & (
  | {
      type: 'request'
      path: string
      params: Record<string, string>
      status: string
      reply: Record<string, unknown>
      /** Whether it was done, whatever was answered. */
      carriedOut: boolean
      /** What the program got: the reply, an HTTP 500, or nothing at all. */
      answer: 'sent' | '500' | 'none'
    }
  | { type: 'spoken'; text: string; parts: SpokenPart[] }
  | { type: 'keys'; digits: string }
  | { type: 'recording'; url: string; seconds: number }
  | {
      type: 'notification'
      url: string
      body: Record<string, string>
      raw: string
      signature: string
      /** The HTTP status that the program answered with, or what went wrong. */
      reply: number | 'timeout' | 'unreachable' | 'dropped'
    }
  | { type: 'leg'; dest: string; outcome: LegOutcome | 'ringing' | 'hung up' }
  | { type: 'state'; state: 'ringing' | 'ongoing' | 'ended' }
  | { type: 'hangup'; by: HangupBy }
)

export type HangupBy = 'caller' | 'dest' | 'program' | 'carrier'

/** A program that loops without end must not fill the memory; the beginning of a call tells more than its repetitions. */
export const longestTranscript = 2_000
