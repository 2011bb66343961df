import { blocks } from '@patchbay/blocks/blocks'
import { blocksPublishing, findProblems } from '@patchbay/flow/problems'
import { record } from '../audit/record'
import type { Context } from '../context'
import { answering, whatAnswers } from '../numbers/answering'
import { forwardedColumns, forwardNumbers } from '../numbers/forwarding'
import { notFound, UserError } from '../user-error'
import { readDraft } from './read-draft'
import { readNeighbours } from './read-neighbours'
import { staleRevision } from './stale-revision'
import { startsWith } from './summarize-draft'

export type Published = {
  version: number
  versionId: string
  /** Sentences on what the carrier did not take; the version is published all the same. */
  warnings: string[]
}

/**
 * Makes the draft a numbered version that never changes, and lets the chosen numbers run it: both or neither. The carrier
 * is told where to forward those numbers afterwards, since that can't be undone with a transaction.
 */
export async function publishFlow(
  context: Context,
  input: { id: string; revision: number; numberIds: readonly string[]; note: string },
): Promise<Published> {
  const { workspaceId, deps, person } = context
  const numberIds = [...new Set(input.numberIds)]
  const neighbours = await readNeighbours(context, input.id)
  const { version, numbers } = await deps.db.$transaction(async (tx) => {
    // The lock gives versions their numbers in order, and keeps saves out until this is decided.
    await tx.$queryRaw`SELECT 1 FROM flow WHERE id = ${input.id}::uuid FOR UPDATE`
    const flow = await tx.flow.findFirst({ where: { id: input.id, workspaceId } })
    if (!flow) throw notFound('flow')
    if (flow.archivedAt)
      throw new UserError('PRECONDITION_FAILED', 'archived', `“${flow.name}” is archived. Restore it to publish it.`)
    if (flow.revision !== input.revision) throw staleRevision(flow)
    const document = readDraft(flow.draft)
    const problems = findProblems(blocks, document, neighbours)
    if (blocksPublishing(problems)) throw notPublishable(problems)
    if (numberIds.length > 0 && startsWith(document) !== 'incoming') throw answersNothing(flow.name)
    const newest = await tx.flowVersion.findFirst({
      where: { flowId: flow.id },
      orderBy: { number: 'desc' },
      select: { number: true },
    })
    const version = await tx.flowVersion.create({
      data: {
        workspaceId,
        flowId: flow.id,
        number: (newest?.number ?? 0) + 1,
        document,
        note: input.note,
        publishedBy: person,
      },
      select: { id: true, number: true },
    })
    const chosen = await tx.phoneNumber.findMany({
      where: { id: { in: numberIds }, workspaceId },
      select: { e164: true, ...answering },
    })
    const numbers = await tx.phoneNumber.updateManyAndReturn({
      where: { id: { in: numberIds }, workspaceId, removedAt: null },
      data: { versionId: version.id },
      select: forwardedColumns,
    })
    if (numbers.length !== numberIds.length) throw notFound('number')
    const answered = Object.fromEntries(chosen.map((number) => [number.e164, whatAnswers(number)]))
    const answers = { flow: flow.name, version: version.number }
    await record(tx, context, {
      action: 'flow.publish',
      subject: { id: flow.id, name: flow.name },
      before: { version: newest?.number ?? null, ...answered },
      after: { version: version.number, ...Object.fromEntries(numbers.map(({ e164 }) => [e164, answers])) },
    })
    return { version, numbers }
  })
  deps.engine.numberChanged()
  return { version: version.number, versionId: version.id, warnings: await forwardNumbers(context, numbers) }
}

function notPublishable(problems: ReturnType<typeof findProblems>): UserError {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const [first] = errors
  const more = errors.length - 1
  return new UserError(
    'PRECONDITION_FAILED',
    'not-publishable',
    `${first?.message ?? 'This flow is not finished.'}${more > 0 ? ` And ${more} more ${more === 1 ? 'problem' : 'problems'}.` : ''}`,
    { problems },
  )
}

/** A number can only run a flow that begins with a call that comes in. */
export function answersNothing(name: string): UserError {
  return new UserError(
    'PRECONDITION_FAILED',
    'not-incoming',
    `“${name}” can't answer a number: it does not begin with “Incoming call”.`,
  )
}
