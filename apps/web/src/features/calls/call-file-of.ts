import type { CallFile } from '@patchbay/flow/call-file'
import { fileNameOf } from '../../app/download'
import type { Outputs } from '../../app/trpc'
import type { WalkedFlows } from './walked-flows'

type Whole = Outputs['calls']['get']

/** A call as a file that can be walked again anywhere; null while its flow is not known. */
export function callFileOf({ call, events }: Whole, flows: WalkedFlows): CallFile | null {
  const main = flows.get(flows.main)
  if (!main) return null
  const { direction, caller, called } = call
  const others = flows.all.filter(({ versionId }) => versionId !== flows.main)
  return {
    name: `${call.flowName} v${call.version}, ${call.startedAt}`,
    call: { direction, caller, called },
    flow: { name: main.flowName, document: main.document },
    flows: Object.fromEntries(
      others.map(({ versionId, flowName, document }) => [versionId, { name: flowName, document }]),
    ),
    steps: events.map(({ event, commands, trace }) => ({ event, commands, trace })),
  }
}

/** What that file is called: `front-desk-v3-20261129-060102.call.json`, in UTC. */
export function callFileName({ flowName, version, startedAt }: Whole['call']): string {
  const moment = startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  return `${fileNameOf(flowName)}-v${version}-${moment}.call.json`
}
