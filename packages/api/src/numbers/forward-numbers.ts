import { numberNotifyUrl } from '@patchbay/engine/carrier-request'
import type { Deps } from '../context'

/**
 * Tells the carrier to forward these numbers' calls to us. Never throws: each number that it did not take gives one
 * sentence. One after the other, since the carrier limits how often it is asked.
 */
export async function forwardNumbers(
  deps: Deps,
  numbers: ReadonlyArray<{ e164: string; token: string }>,
): Promise<string[]> {
  const warnings: string[] = []
  for (const { e164, token } of numbers) {
    const fault = await forward(deps, e164, numberNotifyUrl(deps.publicUrl, token))
    if (fault === null) continue
    deps.log.warn({ e164, fault }, 'forwarding could not be set')
    warnings.push(`The carrier did not take the forwarding of ${e164} (${fault}). Calls to it may not come here yet.`)
  }
  return warnings
}

async function forward({ hoiio }: Deps, e164: string, forwardTo: string): Promise<string | null> {
  try {
    const result = await hoiio.numbers.updateForwarding(e164, { forwardTo })
    return result.isSuccess() ? null : result.status
  } catch (error) {
    return error instanceof Error ? error.message : 'it could not be reached'
  }
}
