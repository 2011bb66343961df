import type { Context } from '../context'
import { beginTake, type Spot } from './begin-take'

/** Has a text spoken in a language. `gender` null leaves the voice to the carrier. */
export function setText(
  context: Context,
  { text, gender, ...spot }: Spot & { text: string; gender: 'female' | 'male' | null },
): Promise<{ takeId: string }> {
  return beginTake(context, spot, { kind: 'text', text, gender })
}
