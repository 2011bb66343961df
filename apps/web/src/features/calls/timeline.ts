import { spokenText } from '@patchbay/blocks/spoken-text'
import type { CallEvent, LegStatus } from '@patchbay/flow/call'
import { type Command, isEffect } from '@patchbay/flow/command'
import { deletedRecording, hiddenRecording } from '@patchbay/flow/recording'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { DotTone } from '@patchbay/ui/dot'
import { writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import { type Gap, gapBetween } from './gap'
import { type Hop, Path } from './path'
import { refusalWords, remedyFor } from './refusal'
import type { WalkedFlows } from './walked-flows'
import { withoutSecrets } from './without-secrets'

type EventRow = Outputs['calls']['get']['events'][number]
type Head = Outputs['calls']['get']['call']

/** One line of a call's story. */
export type Moment = {
  key: string
  /** The number of the event that it is of. */
  seq: number
  /** The block: its id, and the version of the flow that it is of. */
  place: { flow: string; node: string } | null
  /** How many blocks the call had come to by then: of its path. */
  hops: number
  /** What lies between this and the moment before it. */
  gap?: Gap
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
  /** A recording: `there`, `deleted` by somebody, `unknown` by now, or `hidden` from whoever looks. */
  recording?: 'there' | 'deleted' | 'unknown' | 'hidden'
  /** What was asked of the carrier, or of somebody else. */
  request?: Command
  /** What was answered. */
  answer?: Readonly<Record<string, unknown>>
  /** What was looked up. */
  facts?: Readonly<Record<string, unknown>>
}

export type Timeline = { moments: Moment[]; path: readonly Hop[] }

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
 * A call's events as a story: what rang, what was heard, what was pressed, what broke, and the path through the flows. Pure;
 * the same events always tell the same story, so live events can simply be appended.
 */
export function timelineOf(call: Head, events: readonly EventRow[], flows: WalkedFlows): Timeline {
  const story = new Story(call, flows)
  for (const row of events) story.take(row)
  return { moments: story.moments, path: story.path.hops }
}

class Story {
  readonly moments: Moment[] = []
  readonly path: Path
  private readonly asked = new Map<number, { command: Command; moment: Moment }>()
  /** What was asked for last and has not come to its end. */
  private running: Command | null = null
  private over = false

  constructor(
    private readonly call: Head,
    private readonly flows: WalkedFlows,
  ) {
    this.path = new Path(call.versionId, flows)
  }

  take(row: EventRow): void {
    if (row.trace.some((entry) => entry.type === 'late')) {
      this.add(row, 'event', { tone: 'done', title: 'News that came too late', details: ['It changed nothing.'] })
      return
    }
    const before = this.moments.length
    this.happened(row)
    // What was looked up belongs to what needed it: the first thing that is told of this event.
    const { facts } = row.event
    for (const [index, entry] of row.trace.entries()) this.walked(row, entry, index)
    for (const { step, command } of row.commands) {
      const moment = this.add(row, `request-${step}`, { ...askedWords(command), request: command })
      this.asked.set(step, { command, moment })
      this.running = command
    }
    const first = this.moments[before]
    if (first && facts && Object.keys(facts).length > 0) first.facts = facts
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
        this.answered(event.step, 'the carrier took it', { status: 'success_ok' })
        return
      case 'refused':
        if (event.status !== 'timeout') this.asked.get(event.step)?.moment.details.push('did not happen')
        this.add(row, 'event', { tone: 'bad', ...this.refusedWords(event), answer: { status: event.status } })
        return
      case 'ended':
        this.ended(row, event)
        return
      case 'hang-up-asked':
        this.add(row, 'event', { tone: 'end', title: `${event.by || 'Somebody'} hung up the call` })
        return
      case 'recorded':
        this.add(row, 'event', { tone: 'middle', title: 'Recording of the whole call', recording: stateOf(event.url) })
        return
      case 'erased':
        this.add(row, 'event', {
          tone: 'done',
          title: 'Recording deleted',
          details: [`by ${event.by || 'somebody who did not say who'}`],
        })
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
    const answer = answerOf(result)
    const type = asked?.command.type
    if (type === 'gather') {
      const exit = this.exitTaken(row)
      const pressed = result.digits
      this.add(row, 'event', {
        tone: 'middle',
        title: result.sealed ? 'Pressed something private' : pressed ? 'Pressed' : 'Nothing pressed',
        ...(pressed ? { pressed } : {}),
        details: exit === null ? [] : [exit],
        answer,
      })
      return
    }
    if (result.recordingUrl) {
      this.add(row, 'event', {
        tone: 'middle',
        title: 'Left a message',
        recording: stateOf(result.recordingUrl),
        answer,
      })
      return
    }
    const leg = result.transferStatus ?? result.dialStatus
    if (leg) {
      this.add(row, 'event', { tone: type === 'dial' ? 'start' : 'end', title: legs[leg], answer })
      return
    }
    this.answered(event.step, null, answer)
  }

  /** An answer of which nothing more is to be told than that it came. */
  private answered(step: number, words: string | null, answer: Record<string, unknown>): void {
    const asked = this.asked.get(step)
    if (!asked) return
    if (words) asked.moment.details.push(words)
    asked.moment.answer = answer
  }

  private ended(row: EventRow, { result }: Extract<CallEvent, { type: 'ended' }>): void {
    const leg = result.transferStatus ?? result.dialStatus
    const over = row.trace.find((entry) => entry.type === 'over')
    const disposition = over?.disposition ?? this.call.disposition
    if (result.recordingUrl) {
      const recording = stateOf(result.recordingUrl)
      this.add(row, 'recording', { tone: 'middle', title: 'Left a message', recording })
    }
    this.add(row, 'event', {
      tone: disposition === 'broken' ? 'bad' : 'done',
      title: over?.by !== undefined || !disposition ? 'The call ended' : endings[disposition],
      details: leg ? [legs[leg]] : [],
      answer: answerOf(result),
    })
    this.over = true
  }

  private walked(row: EventRow, entry: TraceEntry, index: number): void {
    this.path.take(entry)
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
    const place = { flow: flow ?? this.call.versionId, node }
    const label = this.flows.block(place)?.bound.exits.find(({ name }) => name === exit)?.label
    this.add(row, `left-${index}`, { tone: 'logic', title: label ?? 'Went on', details: [why] }, place)
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
    const exits = this.flows.block({ flow: left.flow ?? this.call.versionId, node: left.node })?.bound.exits
    const exit = exits?.find((candidate) => candidate.name === left.exit)
    // What a key's own exit says, the key says; but not what it stands for.
    return exit && exit.label !== `If ${exit.key} is pressed` ? lowerFirst(exit.label) : null
  }

  private compiled() {
    const { here } = this.path
    return here === null ? undefined : this.flows.block(here)
  }

  private add(
    row: EventRow,
    part: string,
    said: Omit<Moment, 'key' | 'seq' | 'at' | 'details' | 'place' | 'hops'> & { details?: string[] },
    place = this.path.here,
  ): Moment {
    const nowhere = row.event.type === 'erased' || (row.event.type === 'ended' && part === 'event')
    const block = nowhere || place === null ? undefined : this.flows.block(place)
    const before = this.moments.at(-1)
    const gap = before && gapBetween(before.at, row.at, this.over ? 'after' : this.running, row.event)
    const moment: Moment = {
      ...said,
      key: `${row.seq}-${part}`,
      seq: row.seq,
      at: row.at,
      place,
      hops: this.path.hops.length,
      details: said.details ?? [],
      ...(gap ? { gap } : {}),
      ...(block && place ? { where: this.flows.nameOf(place, block.name) } : {}),
    }
    this.moments.push(moment)
    return moment
  }
}

/** What an answer told, without what it did not. */
function answerOf({ bill: _, ...result }: Extract<CallEvent, { type: 'done' }>['result']): Record<string, unknown> {
  return result
}

function stateOf(address: string): NonNullable<Moment['recording']> {
  if (address === '') return 'unknown'
  if (address === hiddenRecording) return 'hidden'
  return address === deletedRecording ? 'deleted' : 'there'
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
      return {
        tone: 'end',
        title: heard ? `Heard ${heard}, then we hung up` : command.force ? 'The line is cut' : 'We hung up',
        details: [],
      }
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
