import type { Block } from '@patchbay/flow/block'
import { answer } from './answer/answer.block'
import { branch } from './branch/branch.block'
import { callList } from './call-list/call-list.block'
import { conference } from './conference/conference.block'
import { dial } from './dial/dial.block'
import { gather } from './gather/gather.block'
import { goToFlow } from './go-to-flow/go-to-flow.block'
import { hangup } from './hangup/hangup.block'
import { hold } from './hold/hold.block'
import { hours } from './hours/hours.block'
import { limit } from './limit/limit.block'
import { lookUp } from './look-up/look-up.block'
import { menu } from './menu/menu.block'
import { monitor } from './monitor/monitor.block'
import { notify } from './notify/notify.block'
import { onError } from './on-error/on-error.block'
import { onHangUp } from './on-hang-up/on-hang-up.block'
import { play } from './play/play.block'
import { record } from './record/record.block'
import { request } from './request/request.block'
import { returnBlock } from './return/return.block'
import { set } from './set/set.block'
import { sms } from './sms/sms.block'
import { split } from './split/split.block'
import { tagCall } from './tag/tag.block'
import { transfer } from './transfer/transfer.block'
import { unhold } from './unhold/unhold.block'
import { voicemail } from './voicemail/voicemail.block'

/** List 1 of 2: what each block is and does, in the palette's order. */
export const blocks = {
  answer,
  dial,
  'on-error': onError,
  'on-hang-up': onHangUp,
  play,
  menu,
  gather,
  voicemail,
  record,
  monitor,
  hold,
  unhold,
  branch,
  set,
  hours,
  limit,
  lookup: lookUp,
  split,
  tag: tagCall,
  sms,
  request,
  notify,
  'go-to-flow': goToFlow,
  transfer,
  'call-list': callList,
  conference,
  hangup,
  return: returnBlock,
} satisfies Record<string, Block>

export type BlockType = keyof typeof blocks
