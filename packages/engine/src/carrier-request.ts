import type { CarrierCommand } from '@patchbay/flow/command'
import type { Hoiio } from '@patchbay/hoiio/client'
import { HoiioError } from '@patchbay/hoiio/error'
import type { CarrierIds } from './call-store'
import type { Answer } from './delivery-rule'

/** Where a request belongs: the carrier's session, once there is one, and the call's own notification address. */
export type RequestPlace = { session: string | null; notifyUrl: string }

/** What the carrier said. `ids` are those of a dialled call. */
export type CarrierAnswer = Answer & { ids: CarrierIds }

/** The address that a call's notifications come to; `step` tells which request they answer. */
export function notifyUrl(publicUrl: string, callToken: string, step: number): string {
  return `${publicUrl}/hoiio/notify/${callToken}?step=${step}`
}

/** The address for a number's own notifications: what its forwarding at the carrier is set to. */
export function numberNotifyUrl(publicUrl: string, numberToken: string): string {
  return `${publicUrl}/hoiio/notify/${numberToken}`
}

/**
 * Asks the carrier for what a command says. Never throws: a carrier that can't be reached is an answer too, with the
 * fault's name as its status.
 */
export async function requestOf(hoiio: Hoiio, command: CarrierCommand, place: RequestPlace): Promise<CarrierAnswer> {
  try {
    const result = await ask(hoiio, command, place)
    const { status, session, txnRef } = result
    return { status, accepted: result.isSuccess(), reached: true, ids: { session, txnRef } }
  } catch (error) {
    const reached = !(error instanceof NoSessionError) && (!(error instanceof HoiioError) || error.uncertain)
    return { status: statusOf(error), accepted: false, reached, ids: {} }
  }
}

function ask(hoiio: Hoiio, command: CarrierCommand, { session, notifyUrl }: RequestPlace) {
  if (command.type === 'dial') return hoiio.ivr.dial(command.dest, command.tell ? { ...command, notifyUrl } : command)
  if (command.type === 'sms') return hoiio.sms.send(command.dest, command.msg, command)
  if (session === null) throw new NoSessionError()
  switch (command.type) {
    case 'play':
      return hoiio.ivr.play(session, { ...command, notifyUrl })
    case 'gather':
      return hoiio.ivr.gather(session, { ...command, notifyUrl })
    case 'record':
      return hoiio.ivr.record(session, { ...command, notifyUrl })
    case 'monitor':
      return hoiio.ivr.monitor(session, { ...command, notifyUrl, monitorNotifyUrl: `${notifyUrl}&monitor=1` })
    case 'hold':
      return hoiio.ivr.hold(session, command)
    case 'unhold':
      return hoiio.ivr.unhold(session, { ...command, notifyUrl })
    case 'transfer':
      return hoiio.ivr.transfer(session, command.dest, { ...command, notifyUrl })
    case 'hangup':
      return hoiio.ivr.hangup(session, { ...command, notifyUrl })
  }
}

/** The carrier has named no session for this call yet, so there is nothing that could be asked of it. */
class NoSessionError extends Error {
  readonly status = 'no_session'
}

function statusOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'string')
    return error.status
  return 'unreachable'
}
