import type { CallEvent, Response, Result } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import { hiddenRecording } from '@patchbay/flow/recording'
import type { TraceEntry } from '@patchbay/flow/trace'
import { hidden, maskNumber } from './mask-number'

/** What a call's log keeps of one event. */
export type Step = { event: CallEvent; trace: TraceEntry[]; commands: Array<{ step: number; command: Command }> }

/**
 * One step of a call without anything that its caller, or a program outside, brought into it. What is left was chosen one by one:
 * when, which way through the flow, what kind of thing was asked and answered. So what a later Patchbay keeps beside it is left out
 * until somebody says that it may be seen.
 */
export function maskStep({ event, trace, commands }: Step): Step {
  return {
    event: maskEvent(event),
    trace: trace.map(maskEntry),
    commands: commands.map(({ step, command }) => ({ step, command: maskCommand(command) })),
  }
}

export function maskEvent(event: CallEvent): CallEvent {
  const at = event.at === undefined ? {} : { at: event.at }
  switch (event.type) {
    case 'started': {
      const { type, settings, emergency } = event
      // The number's own settings and words: whoever may look sees them beside the number too.
      return { type, ...at, ...(settings ? { settings } : {}), ...(emergency ? { emergency } : {}) }
    }
    case 'done':
    case 'overdue':
      return { type: event.type, step: event.step, result: maskResult(event.result), ...at }
    case 'accepted':
      return { type: 'accepted', step: event.step, ...at }
    case 'refused':
      return { type: 'refused', step: event.step, status: maskStatus(event.status), ...at }
    case 'ended':
      return { type: 'ended', result: maskResult(event.result), ...at }
    case 'hang-up-asked':
      return { type: 'hang-up-asked', by: event.by, ...at }
    case 'recorded':
      return { type: 'recorded', url: maskAddress(event.url), ...at }
    case 'erased':
      return { type: 'erased', of: event.of, by: event.by, ...at }
  }
}

function maskResult({ digits, sealed, recordingUrl, dialStatus, transferStatus, bill, response }: Result): Result {
  return {
    // That nothing was pressed is told: it is what the flow went on with.
    ...(digits === undefined ? {} : { digits: digits === '' ? '' : hidden }),
    ...(sealed ? { sealed } : {}),
    ...(recordingUrl === undefined ? {} : { recordingUrl: maskAddress(recordingUrl) }),
    ...(dialStatus ? { dialStatus } : {}),
    ...(transferStatus ? { transferStatus } : {}),
    ...(bill ? { bill } : {}),
    ...(response ? { response: maskResponse(response) } : {}),
  }
}

function maskResponse(response: Response): Response {
  switch (response.kind) {
    case 'answered':
      return { kind: 'answered', status: response.status, body: hidden }
    case 'timed-out':
      return { kind: 'timed-out' }
    case 'failed':
      return { kind: 'failed', reason: hidden }
  }
}

function maskEntry(entry: TraceEntry): TraceEntry {
  const flow = 'flow' in entry && entry.flow !== undefined ? { flow: entry.flow } : {}
  switch (entry.type) {
    case 'entered':
      return { type: 'entered', node: entry.node, ...flow }
    case 'left': {
      const { node, exit, digits, why } = entry
      // The way that a call took is what is shown of it, to everybody; what decided it is not.
      return {
        type: 'left',
        node,
        exit,
        ...(digits === undefined ? {} : { digits: digits === '' ? '' : hidden }),
        ...(why === undefined ? {} : { why: hidden }),
        ...flow,
      }
    }
    case 'problem': {
      const { code, node, detail } = entry
      // Of a dead end it is the exit's name.
      const told = detail === undefined || code === 'dead-end' ? detail : maskStatus(detail)
      return { type: 'problem', code, node, ...(told === undefined ? {} : { detail: told }), ...flow }
    }
    case 'unknown':
      return { type: 'unknown', node: entry.node, name: entry.name, ...flow }
    case 'late':
      return { type: 'late' }
    case 'over':
      return { type: 'over', disposition: entry.disposition, ...(entry.by === undefined ? {} : { by: entry.by }) }
  }
}

/** What is spoken and written is filled in with what the call knows: a name from a table, a balance. So no text is left. */
function maskCommand(command: Command): Command {
  switch (command.type) {
    case 'dial': {
      const { dest, tell } = command
      return { type: 'dial', dest: maskNumber(dest), ...said(command), ...lasting(command), tell }
    }
    case 'play':
      return { type: 'play', msg: hidden }
    case 'gather': {
      const { maxDigits, timeout, attempts } = command
      return {
        type: 'gather',
        ...said(command),
        ...(maxDigits === undefined ? {} : { maxDigits }),
        ...(timeout === undefined ? {} : { timeout }),
        ...(attempts === undefined ? {} : { attempts }),
      }
    }
    case 'record':
      return { type: 'record', ...said(command), ...lasting(command) }
    case 'monitor':
      return { type: 'monitor', ...said(command) }
    case 'hold':
      return { type: 'hold', ...said(command) }
    case 'unhold':
      return { type: 'unhold' }
    case 'transfer':
      return { type: 'transfer', dest: maskDest(command.dest), ...said(command), onFailure: command.onFailure }
    case 'hangup':
      return { type: 'hangup', ...said(command), ...(command.force ? { force: command.force } : {}) }
    case 'sms':
      return { type: 'sms', dest: maskNumber(command.dest), msg: hidden }
    case 'request': {
      const { method, timeoutMs, retries } = command
      return { type: 'request', method, url: hidden, headers: [], timeoutMs, retries }
    }
    case 'email':
      return { type: 'email', to: hidden, subject: hidden, text: hidden }
    case 'webhook':
      return { type: 'webhook', url: hidden, body: hidden }
    case 'count':
      return { type: 'count', name: hidden, seconds: command.seconds }
  }
}

/** That something is said, and not what. */
function said({ msg }: { msg?: string }): { msg?: string } {
  return msg === undefined ? {} : { msg: hidden }
}

function lasting({ maxDuration }: { maxDuration?: number }): { maxDuration?: number } {
  return maxDuration === undefined ? {} : { maxDuration }
}

/** A number, or a room, whose name may be anything. */
function maskDest(dest: string): string {
  if (!dest.startsWith('room:')) return maskNumber(dest)
  return dest === 'room:' ? dest : `room:${hidden}`
}

/** The carrier's own codes, and ours, such as `error_invalid_number`; not a sentence of somebody's. */
function maskStatus(status: string): string {
  return /^[a-z][a-z_-]{0,60}$/.test(status) ? status : hidden
}

function maskAddress(address: string): string {
  return address === '' ? '' : hiddenRecording
}
