import type { Heard } from '@patchbay/flow/block'

/** What is heard of a block with this message; without one it is silent for so many seconds. */
export function heardOf(message: string, seconds = 0): Heard {
  return message.trim() === '' ? { sound: 'none', seconds } : { sound: 'message' }
}
