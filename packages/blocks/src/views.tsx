import { answerView } from './answer/answer.view'
import type { BlockType } from './blocks'
import { branchView } from './branch/branch.view'
import { callListView } from './call-list/call-list.view'
import { conferenceView } from './conference/conference.view'
import { dialView } from './dial/dial.view'
import { gatherView } from './gather/gather.view'
import { goToFlowView } from './go-to-flow/go-to-flow.view'
import { hangupView } from './hangup/hangup.view'
import { holdView } from './hold/hold.view'
import { hoursView } from './hours/hours.view'
import { limitView } from './limit/limit.view'
import { lookUpView } from './look-up/look-up.view'
import { menuView } from './menu/menu.view'
import { monitorView } from './monitor/monitor.view'
import { notifyView } from './notify/notify.view'
import { onErrorView } from './on-error/on-error.view'
import { onHangUpView } from './on-hang-up/on-hang-up.view'
import { playView } from './play/play.view'
import { recordView } from './record/record.view'
import { requestView } from './request/request.view'
import { returnView } from './return/return.view'
import { setView } from './set/set.view'
import { smsView } from './sms/sms.view'
import { splitView } from './split/split.view'
import { tagView } from './tag/tag.view'
import { transferView } from './transfer/transfer.view'
import { unholdView } from './unhold/unhold.view'
import type { BlockView } from './view'
import { voicemailView } from './voicemail/voicemail.view'

export type { BlockView } from './view'

/** List 2 of 2: how each block looks. Total, so a block without a view does not compile. */
export const views: Record<BlockType, BlockView> = {
  answer: answerView,
  dial: dialView,
  'on-error': onErrorView,
  'on-hang-up': onHangUpView,
  play: playView,
  menu: menuView,
  gather: gatherView,
  voicemail: voicemailView,
  record: recordView,
  monitor: monitorView,
  hold: holdView,
  unhold: unholdView,
  branch: branchView,
  set: setView,
  hours: hoursView,
  limit: limitView,
  lookup: lookUpView,
  split: splitView,
  tag: tagView,
  sms: smsView,
  request: requestView,
  notify: notifyView,
  'go-to-flow': goToFlowView,
  transfer: transferView,
  'call-list': callListView,
  conference: conferenceView,
  hangup: hangupView,
  return: returnView,
}
