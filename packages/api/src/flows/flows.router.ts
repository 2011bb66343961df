import { flowFileLimits } from '@patchbay/flow/flow-file'
import { z } from 'zod'
import { idInput, mostInteger, nameInput, noteInput } from '../inputs'
import { may, router } from '../trpc'
import { archiveFlow, restoreFlow } from './archive-flow'
import { getCheckpoint, keepCheckpoint } from './checkpoints'
import { createFlow } from './create-flow'
import { duplicateFlow } from './duplicate-flow'
import { exportFlows } from './export-flows'
import { flowHistory } from './flow-history'
import { getFlow } from './get-flow'
import { getVersion } from './get-version'
import { importFlows } from './import-flows'
import { listFlows } from './list-flows'
import { meetVisitors, partFromFlow } from './meet-visitors'
import { publishFlow } from './publish-flow'
import { readNeighbours } from './read-neighbours'
import { renameFlow } from './rename-flow'
import { saveFlow } from './save-flow'
import { listTemplates } from './templates'

const byId = z.strictObject({ id: idInput })
const revision = z.int('A revision is a whole number.').min(1).max(mostInteger, 'There is no such revision.')

export const flowsRouter = router({
  /** The workspace’s flows, or those that are archived. */
  list: may.look
    .input(z.strictObject({ archived: z.boolean().optional() }).optional())
    .query(({ ctx, input }) => listFlows(ctx, input?.archived ?? false)),

  /** What a new flow can be made from. */
  templates: may.look.query(() => listTemplates()),

  /** What a flow can go to. */
  neighbours: may.look.input(byId).query(({ ctx, input }) => readNeighbours(ctx, input.id)),

  /** A flow and its draft. */
  get: may.look.input(byId).query(({ ctx, input }) => getFlow(ctx, input.id)),

  /** A published version, which never changes. */
  version: may.look
    .input(z.strictObject({ versionId: idInput }))
    .query(({ ctx, input }) => getVersion(ctx, input.versionId)),

  /** A draft as it was kept. */
  checkpoint: may.look
    .input(z.strictObject({ checkpointId: idInput }))
    .query(({ ctx, input }) => getCheckpoint(ctx, input.checkpointId)),

  /** Flows as one file: see docs/file-format.md. */
  export: may.look
    .input(
      z.strictObject({
        ids: z
          .array(idInput)
          .min(1)
          .max(flowFileLimits.flows, `At most ${flowFileLimits.flows} flows fit into one file. Choose fewer.`),
      }),
    )
    .query(({ ctx, input }) => exportFlows(ctx, input.ids)),

  /** Makes new flows of those of a file, all of them or none. */
  import: may.draw
    .input(
      z.strictObject({
        flows: z
          .array(z.strictObject({ name: nameInput, document: z.unknown() }))
          .min(1)
          .max(flowFileLimits.flows, `At most ${flowFileLimits.flows} flows can be brought in at once.`),
      }),
    )
    .mutation(({ ctx, input }) => importFlows(ctx, input.flows)),

  /** A flow’s versions and kept drafts, the newest first. */
  history: may.look.input(byId).query(({ ctx, input }) => flowHistory(ctx, input.id)),

  /** Keeps the draft as it is, with a note, so that it can be looked at and brought back. */
  keep: may.draw
    .input(z.strictObject({ id: idInput, revision, note: noteInput }))
    .mutation(({ ctx, input }) => keepCheckpoint(ctx, input)),

  /** Says that a flow is open in a window, and hears who else has it open. */
  meet: may.look
    .input(z.strictObject({ id: idInput, windowId: idInput }))
    .mutation(({ ctx, input }) => meetVisitors(ctx, input)),

  /** Says that a window has closed a flow. */
  part: may.look
    .input(z.strictObject({ id: idInput, windowId: idInput }))
    .mutation(({ ctx, input }) => partFromFlow(ctx, input)),

  /** Makes a flow, empty or from a template. */
  create: may.draw
    .input(z.strictObject({ name: nameInput, from: z.string().max(64).default('empty') }))
    .mutation(({ ctx, input }) => createFlow(ctx, input)),

  /** Renames a flow. */
  rename: may.draw
    .input(z.strictObject({ id: idInput, name: nameInput }))
    .mutation(({ ctx, input }) => renameFlow(ctx, input)),

  /** Makes a copy of a flow’s draft. */
  duplicate: may.draw.input(byId).mutation(({ ctx, input }) => duplicateFlow(ctx, input.id)),

  /** Takes a flow out of sight. Refused while a number runs it. */
  archive: may.draw.input(byId).mutation(({ ctx, input }) => archiveFlow(ctx, input.id)),

  /** Brings an archived flow back. */
  restore: may.draw.input(byId).mutation(({ ctx, input }) => restoreFlow(ctx, input.id)),

  /** Saves a draft that is based on `revision`. If somebody saved since, nothing changes and theirs comes with the error. */
  save: may.draw
    .input(z.strictObject({ id: idInput, revision, document: z.unknown() }))
    .mutation(({ ctx, input }) => saveFlow(ctx, input)),

  /** Makes the draft a version that never changes, and lets the chosen numbers run it. */
  publish: may.draw
    .input(
      z.strictObject({
        id: idInput,
        revision,
        numberIds: z.array(idInput).max(1_000),
        note: noteInput.default(''),
      }),
    )
    .mutation(({ ctx, input }) => publishFlow(ctx, input)),
})
