import { spokenText } from '@patchbay/blocks/spoken-text'
import type { CallEvent, LegStatus } from '@patchbay/flow/call'
import { type Command, isEffect } from '@patchbay/flow/command'
import type { FlowDocument } from '@patchbay/flow/document'
import type { BlockList, Flow } from '@patchbay/flow/flow'
import { compileFlow } from '@patchbay/flow/flow'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { DotTone } from '@patchbay/ui/dot'
import { writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import { refusalWords, remedyFor } from './refusal'

type EventRow = Outputs['calls']['get']['events'][number]
type Head = Outputs['calls']['get']['call']

/** One line of a call's story. */
export type Moment = {
  key: string
  /** ISO 8601 */
  at: string
  tone: DotTone
  title: string
  /** The keys that were pressed. */
  pressed?: string
  /** The block's name. */
  where?: string
  details: string[]
  /** Something broke: what to do about it. */
  remedy?: string
  /** Address of a recording. */
  recording?: string
  /** What was asked of the carrier. */
  request?: Command
}

const legs: Record<LegStatus, string> = {
  answered: 'Answered',
  unanswered: 'Nobody answered',
  busy: 'The line was busy',
  failed: 'The other phone could not be reached',
}

const endings: Record<NonNullable<Head['disposition']>, string> = {
  completed: 'The call ended',
  'caller-hung-up': 'The caller hung up',
  transferred: 'The call ended after the transfer',
  'not-answered': 'The call ended unanswered',
  broken: 'The call ended after something broke',
}

/**
 * A call's events as a story: what rang, what was heard, what was pressed, what broke. Pure; the same events always tell
 * the same story, so live events can simply be appended.
 */
export function timelineOf(
  call: Head,
  events: readonly EventRow[],
  blocks: BlockList,
  document: FlowDocument,
): Moment[] {
  const story = new Story(call, compileFlow(blocks, document))
  for (const row of events) story.take(row)
  return story.moments
}

class Story {
  readonly moments: Moment[] = []
  private readonly asked = new Map<number, { command: Command; moment: Moment }>()
  private node: string | null = null

  constructor(
    private readonly call: Head,
    private readonly flow: Flow,
  ) {}

  take(row: EventRow): void {
    if (row.trace.some((entry) => entry.type === 'late')) {
      this.add(row, 'event', { tone: 'done', title: 'News that came too late', details: ['It changed nothing.'] })
      return
    }
    this.happened(row)
    for (const [index, entry] of row.trace.entries()) this.walked(row, entry, index)
    for (const { step, command } of row.commands) {
      const moment = this.add(row, `request-${step}`, { ...askedWords(command), request: command })
      this.asked.set(step, { command, moment })
    }
  }

  private happened(row: EventRow): void {
    const { event } = row
    switch (event.type) {
      case 'started':
        this.add(row, 'event', this.startedWords())
        return
      case 'done':
      case 'overdue':
        this.done(row, event)
        return
      case 'accepted':
        this.asked.get(event.step)?.moment.details.push('the carrier took it')
        return
      case 'refused':
        if (event.status !== 'timeout') this.asked.get(event.step)?.moment.details.push('did not happen')
        this.add(row, 'event', { tone: 'bad', ...this.refusedWords(event) })
        return
      case 'ended':
        this.ended(row, event)
        return
      case 'recorded':
        this.add(row, 'event', { tone: 'middle', title: 'Recording of the whole call', recording: event.url })
    }
  }

  private refusedWords({ step, status }: Extract<CallEvent, { type: 'refused' }>): { title: string; remedy: string } {
    const command = this.asked.get(step)?.command
    if (command && isEffect(command))
      return { title: `That could not be done: ${status}`, remedy: 'The call went on by the exit for failures.' }
    return { title: `The carrier refused: ${refusalWords(status)}`, remedy: remedyFor(status) }
  }

  private done(row: EventRow, event: Extract<CallEvent, { type: 'done' | 'overdue' }>): void {
    const asked = this.asked.get(event.step)
    const { result } = event
    const took = asked ? `after ${seconds(asked.moment.at, row.at)}` : null
    const type = asked?.command.type
    if (type === 'gather') {
      const exit = this.exitTaken(row)
      const pressed = result.digits
      this.add(row, 'event', {
        tone: 'middle',
        title: pressed ? 'Pressed' : 'Nothing pressed',
        ...(pressed ? { pressed } : {}),
        details: [took, exit].filter((part) => part !== null),
      })
      return
    }
    if (result.recordingUrl) {
      this.add(row, 'event', {
        tone: 'middle',
        title: 'Left a message',
        details: took ? [took] : [],
        recording: result.recordingUrl,
      })
      return
    }
    const leg = result.transferStatus ?? result.dialStatus
    if (leg) {
      this.add(row, 'event', { tone: type === 'dial' ? 'start' : 'end', title: legs[leg], details: took ? [took] : [] })
      return
    }
    if (asked) asked.moment.details.push(`took ${seconds(asked.moment.at, row.at)}`)
  }

  private ended(row: EventRow, { result }: Extract<CallEvent, { type: 'ended' }>): void {
    const leg = result.transferStatus ?? result.dialStatus
    const over = row.trace.find((entry) => entry.type === 'over')
    const disposition = over?.disposition ?? this.call.disposition
    if (result.recordingUrl) {
      this.add(row, 'recording', { tone: 'middle', title: 'Left a message', recording: result.recordingUrl })
    }
    this.add(row, 'event', {
      tone: disposition === 'broken' ? 'bad' : 'done',
      title: disposition ? endings[disposition] : 'The call ended',
      details: leg ? [legs[leg]] : [],
    })
  }

  private walked(row: EventRow, entry: TraceEntry, index: number): void {
    // A block of another flow is not among this one's.
    if (entry.type === 'entered') this.node = entry.flow === undefined ? entry.node : null
    if (entry.type === 'left' && entry.why !== undefined) this.decided(row, entry, index)
    if (entry.type === 'unknown')
      this.add(row, `unknown-${index}`, {
        tone: 'logic',
        title: `Nothing was called {{ ${entry.name} }}: it was left empty`,
      })
    if (entry.type !== 'problem' || entry.code === 'refused') return
    this.add(row, `problem-${index}`, { tone: 'bad', ...this.problemWords(entry) })
  }

  /** Which way a block of logic went, and what decided it. */
  private decided(
    row: EventRow,
    { node, exit, why = '', flow }: Extract<TraceEntry, { type: 'left' }>,
    index: number,
  ): void {
    const from = flow === undefined ? this.flow.nodes.get(node) : undefined
    const label = from?.bound.exits.find(({ name }) => name === exit)?.label
    const was = this.node
    this.node = from ? node : null
    this.add(row, `left-${index}`, { tone: 'logic', title: label ?? 'Went on', details: [why] })
    this.node = was
  }

  private problemWords({ code, detail }: Extract<TraceEntry, { type: 'problem' }>): { title: string; remedy: string } {
    const exit = this.compiled()?.bound.exits.find((candidate) => candidate.name === detail)
    switch (code) {
      case 'no-start':
        return { title: 'The flow has no start', remedy: 'Open the flow, add a Start block and publish it again.' }
      case 'dead-end':
        return {
          title: `“${exit?.label ?? detail ?? 'The exit'}” leads nowhere`,
          remedy: 'Open the flow, lead this exit to a block and publish it again.',
        }
      case 'unknown-block':
        return {
          title: 'The flow uses a block that this Patchbay does not have',
          remedy: 'Open the flow and replace it.',
        }
      case 'too-many':
        return { title: 'The call went in circles', remedy: 'Open the flow and give the loop a way out.' }
      case 'overdue':
        return {
          title: 'The carrier never said that this was done',
          remedy: 'It was asked, and the call went on from what it said.',
        }
      case 'call-over':
        return { title: 'The flow went on after the call was over', remedy: 'Nothing was lost: the caller had gone.' }
      case 'flow-missing':
        return {
          title: 'The flow to go to has no such version',
          remedy: 'Publish that flow, or choose another one, and publish this one again.',
        }
      case 'too-deep':
        return {
          title: 'Too many flows went into each other',
          remedy: 'Let one of them return before the next begins.',
        }
      case 'too-large':
        return { title: 'More was to be kept than a call can hold', remedy: 'Keep less of what the block gives.' }
      case 'unable':
        return {
          title: `That could not be done: ${detail ?? 'no reason given'}`,
          remedy: 'Open the flow and look at the settings of this block.',
        }
      case 'refused':
        return { title: 'The carrier refused', remedy: remedyFor(detail ?? '') }
    }
  }

  private startedWords() {
    const { direction, caller, called } = this.call
    return direction === 'incoming'
      ? { tone: 'start' as const, title: 'Rang', details: [`${writeNumber(caller)} called ${writeNumber(called)}`] }
      : { tone: 'start' as const, title: 'A call was asked for', details: [`to ${writeNumber(called)}`] }
  }

  private exitTaken(row: EventRow): string | null {
    const left = row.trace.find((entry) => entry.type === 'left')
    if (!left) return null
    const exits = this.flow.nodes.get(left.node)?.bound.exits
    const exit = exits?.find((candidate) => candidate.name === left.exit)
    // What a key's own exit says, the key says; but not what it stands for.
    return exit && exit.label !== `If ${exit.key} is pressed` ? lowerFirst(exit.label) : null
  }

  private compiled() {
    return this.node === null ? undefined : this.flow.nodes.get(this.node)
  }

  private add(
    row: EventRow,
    part: string,
    said: Omit<Moment, 'key' | 'at' | 'details'> & { details?: string[] },
  ): Moment {
    const where = row.event.type === 'ended' && part === 'event' ? undefined : this.compiled()?.name
    const moment: Moment = {
      ...said,
      key: `${row.seq}-${part}`,
      at: row.at,
      details: said.details ?? [],
      ...(where ? { where } : {}),
    }
    this.moments.push(moment)
    return moment
  }
}

function askedWords(command: Command): { tone: DotTone; title: string; details: string[] } {
  const heard = 'msg' in command && command.msg ? `“${spokenText(command.msg)}”` : null
  const also = heard ? [`heard ${heard}`] : []
  switch (command.type) {
    case 'dial':
      return {
        tone: 'start',
        title: `Ringing ${writeNumber(command.dest)}`,
        details: heard ? [`will hear ${heard}`] : [],
      }
    case 'play':
      return { tone: 'middle', title: heard ? `Heard ${heard}` : 'Played nothing', details: [] }
    case 'gather':
      return { tone: 'middle', title: heard ? `Heard ${heard}` : 'Waiting for keys', details: [] }
    case 'record':
      return { tone: 'middle', title: heard ? `Heard ${heard}, then the tone` : 'Heard the tone', details: [] }
    case 'monitor':
      return { tone: 'middle', title: 'The whole call is recorded from here', details: also }
    case 'hold':
      return { tone: 'middle', title: heard ? `On hold, hearing ${heard}` : 'On hold, with music', details: [] }
    case 'unhold':
      return { tone: 'middle', title: 'Taken off hold', details: [] }
    case 'transfer':
      return {
        tone: 'end',
        title: command.dest.startsWith('room:')
          ? `Joining ${command.dest === 'room:' ? 'a new room' : `room “${command.dest.slice(5)}”`}`
          : `Ringing ${writeNumber(command.dest)}`,
        details: also,
      }
    case 'hangup':
      return { tone: 'end', title: heard ? `Heard ${heard}, then we hung up` : 'We hung up', details: [] }
    case 'request':
      return { tone: 'logic', title: `${command.method} ${withoutSecrets(command.url)}`, details: [] }
    case 'email':
      return { tone: 'logic', title: `E-mail to ${command.to}`, details: [command.subject] }
    case 'webhook':
      return { tone: 'logic', title: `Told ${withoutSecrets(command.url)}`, details: [] }
    case 'count':
      return { tone: 'logic', title: 'Counted', details: [] }
    case 'sms':
      return { tone: 'logic', title: `Text message to ${writeNumber(command.dest)}`, details: [`“${command.msg}”`] }
  }
}

/** A secret stands in a request as a mark, never as itself. */
function withoutSecrets(text: string): string {
  return text.replace(/\uE000[^\uE001]*\uE001/g, '•••')
}

function seconds(from: string, to: string): string {
  const spent = Math.max(0, Date.parse(to) - Date.parse(from)) / 1_000
  return spent < 60 ? `${spent.toFixed(1)} s` : `${Math.floor(spent / 60)} min ${Math.round(spent % 60)} s`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
