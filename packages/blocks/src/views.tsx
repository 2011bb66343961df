import { answerView } from './answer/answer.view'
import type { BlockType } from './blocks'
import { dialView } from './dial/dial.view'
import { gatherView } from './gather/gather.view'
import { goToFlowView } from './go-to-flow/go-to-flow.view'
import { hangupView } from './hangup/hangup.view'
import { holdView } from './hold/hold.view'
import { monitorView } from './monitor/monitor.view'
import { notifyView } from './notify/notify.view'
import { onErrorView } from './on-error/on-error.view'
import { onHangUpView } from './on-hang-up/on-hang-up.view'
import { playView } from './play/play.view'
import { recordView } from './record/record.view'
import { requestView } from './request/request.view'
import { returnView } from './return/return.view'
import { smsView } from './sms/sms.view'
import { transferView } from './transfer/transfer.view'
import { unholdView } from './unhold/unhold.view'
import type { BlockView } from './view'

export type { BlockView } from './view'

/** List 2 of 2: how each block looks. Total, so a block without a view does not compile. */
export const views: Record<BlockType, BlockView> = {
  answer: answerView,
  dial: dialView,
  'on-error': onErrorView,
  'on-hang-up': onHangUpView,
  play: playView,
  gather: gatherView,
  record: recordView,
  monitor: monitorView,
  hold: holdView,
  unhold: unholdView,
  sms: smsView,
  request: requestView,
  notify: notifyView,
  'go-to-flow': goToFlowView,
  transfer: transferView,
  hangup: hangupView,
  return: returnView,
}
