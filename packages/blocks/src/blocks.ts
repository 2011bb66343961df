import type { Block } from '@patchbay/flow/block'
import { answer } from './answer/answer.block'
import { dial } from './dial/dial.block'
import { gather } from './gather/gather.block'
import { hangup } from './hangup/hangup.block'
import { monitor } from './monitor/monitor.block'
import { onError } from './on-error/on-error.block'
import { onHangUp } from './on-hang-up/on-hang-up.block'
import { play } from './play/play.block'
import { record } from './record/record.block'
import { sms } from './sms/sms.block'
import { transfer } from './transfer/transfer.block'

/** List 1 of 2: what each block is and does, in the palette's order. */
export const blocks = {
  answer,
  dial,
  'on-error': onError,
  'on-hang-up': onHangUp,
  play,
  gather,
  record,
  monitor,
  sms,
  transfer,
  hangup,
} satisfies Record<string, Block>

export type BlockType = keyof typeof blocks
