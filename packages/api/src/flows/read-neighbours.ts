import type { Neighbours } from '@patchbay/flow/neighbours'
import type { Context } from '../context'
import { takeItem } from '../prompts/take-item'
import { listOtherFlows } from './list-other-flows'

/** What the workspace has beside a flow, by what the flow may name it by; people's names in order. */
export async function readNeighbours(context: Context, flowId: string): Promise<Neighbours> {
  const { deps, workspaceId } = context
  const [tables, prompts, secrets, flows] = await Promise.all([
    deps.db.lookupTable.findMany({
      where: { workspaceId },
      orderBy: { name: 'asc' },
      select: { key: true, name: true },
    }),
    deps.db.prompt.findMany({
      where: { workspaceId },
      orderBy: { name: 'asc' },
      select: { key: true, name: true, takes: { where: { supersededAt: null }, orderBy: { language: 'asc' } } },
    }),
    deps.db.secret.findMany({ where: { workspaceId }, orderBy: { key: 'asc' }, select: { key: true } }),
    listOtherFlows(context, flowId),
  ])
  return {
    tables,
    prompts: prompts.map(({ key, name, takes }) => ({
      key,
      name,
      takes: takes.map(takeItem).map(({ language, sound }) => ({
        language,
        sound:
          sound.kind === 'file'
            ? { kind: 'file', address: sound.address }
            : { kind: 'text', text: sound.text, gender: sound.gender },
      })),
    })),
    secrets: secrets.map(({ key }) => key),
    flows,
  }
}
