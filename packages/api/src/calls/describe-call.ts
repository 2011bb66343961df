import type { CallEvent, Disposition, Result } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry, TraceProblem } from '@patchbay/flow/trace'

const problems: Record<Exclude<TraceProblem, 'refused'>, string> = {
  'no-start': 'the flow has no beginning',
  'dead-end': 'nothing leads on from here',
  'unknown-block': 'the next block is unknown here',
  overdue: 'the carrier never said that this was done',
  'too-many': 'went round and round, so it was stopped',
  'call-over': 'the next block needs a call, but it was over',
  'flow-missing': 'the flow to go to has no such version',
  'too-deep': 'too many flows went into each other',
  unable: 'the block could not do what it is for',
  'too-large': 'more was to be kept than a call can hold',
}

const endings: Record<Disposition, string> = {
  completed: 'the flow hung up',
  'caller-hung-up': 'the caller hung up',
  transferred: 'the transferred call ended',
  'not-answered': 'was not answered',
  broken: 'was ended by a fault',
}

/** What one event of a call came to, in a few of people's words: what went wrong first, then what was done. Pure. */
export function describeStep(
  event: CallEvent,
  trace: readonly TraceEntry[],
  commands: ReadonlyArray<{ command: Command }>,
): string {
  const problem = trace.find((entry) => entry.type === 'problem')
  if (problem)
    return problem.code === 'refused'
      ? `carrier refused: ${problem.detail ?? 'no reason given'}`
      : problems[problem.code]
  if (trace.some((entry) => entry.type === 'late')) return 'told too late, or twice'
  const over = trace.find((entry) => entry.type === 'over')
  switch (event.type) {
    case 'started':
      return asked(commands) ?? 'began'
    case 'accepted':
      return 'SMS sent'
    case 'refused':
      return `carrier refused: ${event.status}`
    case 'hang-up-asked':
      return `${event.by || 'somebody'} hung up the call`
    case 'recorded':
      return 'the recording of the call arrived'
    case 'erased':
      return 'a recording was deleted'
    case 'ended':
      if (over?.by !== undefined) return `${over.by || 'somebody'} hung up the call`
      return over ? endOf(over.disposition, event.result) : 'ended'
    case 'done':
    case 'overdue':
      return done(event.result, trace) ?? asked(commands) ?? 'went on'
  }
}

function endOf(disposition: Disposition, result: Result): string {
  if (disposition === 'not-answered') return legs[result.dialStatus ?? result.transferStatus ?? 'unanswered']
  if (disposition === 'caller-hung-up' && result.recordingUrl !== undefined) return 'left a message and hung up'
  return endings[disposition]
}

const legs = {
  answered: 'answered',
  busy: 'the line was busy',
  unanswered: 'nobody answered',
  failed: 'could not be reached',
} as const

function done(result: Result, trace: readonly TraceEntry[]): string | undefined {
  if (result.sealed) return 'pressed something private'
  if (result.digits !== undefined) return `pressed ${result.digits}`
  if (result.recordingUrl !== undefined) return 'left a message'
  if (result.transferStatus !== undefined) return legs[result.transferStatus]
  if (result.dialStatus !== undefined) return legs[result.dialStatus]
  return trace.some((entry) => entry.type === 'left' && entry.exit === 'none') ? 'pressed nothing' : undefined
}

/** What the carrier was asked for next. */
function asked(commands: ReadonlyArray<{ command: Command }>): string | undefined {
  const command = commands[0]?.command
  if (!command) return undefined
  switch (command.type) {
    case 'dial':
      return `rings ${command.dest}`
    case 'transfer':
      return command.dest.startsWith('room:')
        ? `joins ${command.dest === 'room:' ? 'a new room' : `room ${command.dest.slice(5)}`}`
        : `is put through to ${command.dest}`
    case 'sms':
      return `sends an SMS to ${command.dest}`
    case 'monitor':
      return 'is recorded from here on'
    case 'record':
      return command.msg ? `hears ${quoted(command.msg)}` : 'speaks a message'
    case 'play':
    case 'gather':
      return command.msg ? `hears ${quoted(command.msg)}` : 'may press keys'
    case 'hangup':
      return command.msg ? `hears ${quoted(command.msg)}` : 'is hung up on'
  }
}

const longestQuote = 60

/** What is spoken, without its markup, cut to a glance. */
function quoted(msg: string): string {
  const spoken = msg
    .replace(/<url>.*?<\/url>/gs, '♪')
    .replace(/<[^>]*>/g, '')
    .trim()
  const characters = [...spoken]
  return `“${characters.length > longestQuote ? `${characters.slice(0, longestQuote).join('').trimEnd()}…` : spoken}”`
}
