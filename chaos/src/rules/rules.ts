import { answeredNotifications } from './answered-notifications'
import { carriedOutOnce } from './carried-out-once'
import { deadAir } from './dead-air'
import { allSettled, deadlines } from './deadlines'
import type { Rule } from './evidence'
import { replay } from './replay'

/** What is wrong for good once it is seen. */
export const lasting: readonly Rule[] = [answeredNotifications, carriedOutOnce, replay]

/** What may be seen in passing, since the two records are not of the same moment: it counts if it stays. */
export const passing: readonly Rule[] = [deadlines, deadAir]

/** What holds when everything has had its time. */
export const atLast: readonly Rule[] = [...lasting, ...passing, allSettled]
