import { z } from 'zod'

/** The document format that this version of Patchbay writes. Older ones are lifted by `migrate.ts`. */
export const documentVersion = 3

/**
 * The most blocks, lines and remarks (notes and groups together) that one flow may hold: far past any menu that a caller
 * could follow. `depth`: how many lists and objects may stand in each other.
 */
export const documentLimits = { nodes: 10_000, edges: 40_000, remarks: 2_000, settings: 100, depth: 100 } as const

/** An id starts with a letter or a digit, so no id can be `__proto__`. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'is no id: use letters, digits, - and _')

const coordinate = z.number().min(-1e7).max(1e7)
const length = z.number().min(40).max(20_000)
const box = { x: coordinate, y: coordinate, width: length, height: length }

export const nodeSchema = z.strictObject({
  /** The block's type, such as `gather`. A draft may name a block that this server does not have. */
  block: z.string().min(1).max(64),
  /** What the author calls it. */
  name: z.string().max(80),
  config: z.record(z.string().max(64), z.json()),
})

export const edgeSchema = z.strictObject({ from: id, exit: z.string().min(1).max(64), to: id })

/** A sticky note: words for whoever draws, in no block and on no line. Sizes in pixels. */
export const noteSchema = z.strictObject({ ...box, text: z.string().max(2_000) })

/** A titled frame behind blocks. What stands in it is told by place, so a block moves in and out by being moved. */
export const groupSchema = z.strictObject({ ...box, title: z.string().max(80) })

export const settingTypes = ['text', 'number', 'phone', 'audio', 'yes-no', 'hours'] as const

/** What may differ from number to number; `initial` is its value where a number says nothing. */
export const settingSchema = z.strictObject({
  /** In people's words. */
  label: z.string().max(80),
  type: z.enum(settingTypes),
  initial: z.json(),
})
const settingKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is no name: use small letters, digits and _')

/** A flow as it is drawn: it may be unfinished. Publishing asks more of it, see `problems.ts`. */
export const documentSchema = z
  .strictObject({
    version: z.literal(documentVersion),
    nodes: z.record(id, nodeSchema),
    edges: z.record(id, edgeSchema),
    /** By the name that texts call them: `{{ settings.name }}`. */
    settings: z.record(settingKey, settingSchema),
    /** The language of prompts, as the carrier calls it. */
    language: z.string().min(2).max(12),
    /** Where things stand on the canvas, in pixels. Nothing here can change a call. */
    ui: z.strictObject({
      positions: z.record(id, z.strictObject({ x: coordinate, y: coordinate })),
      notes: z.record(id, noteSchema),
      groups: z.record(id, groupSchema),
    }),
  })
  .superRefine((document, ctx) => {
    const { notes, groups } = document.ui
    const limit = (path: string[], count: number, most: number, what: string) => {
      if (count > most) ctx.addIssue({ code: 'custom', path, message: `has ${count} ${what}; a flow may have ${most}` })
    }
    limit(['nodes'], Object.keys(document.nodes).length, documentLimits.nodes, 'blocks')
    limit(['edges'], Object.keys(document.edges).length, documentLimits.edges, 'lines')
    const remarks = Object.keys(notes).length + Object.keys(groups).length
    limit(['settings'], Object.keys(document.settings).length, documentLimits.settings, 'settings')
    limit(['ui'], remarks, documentLimits.remarks, 'notes and groups')
  })

export type FlowDocument = z.infer<typeof documentSchema>
export type FlowNode = z.infer<typeof nodeSchema>
export type FlowEdge = z.infer<typeof edgeSchema>
export type FlowNote = z.infer<typeof noteSchema>
export type FlowSetting = z.infer<typeof settingSchema>
export type FlowGroup = z.infer<typeof groupSchema>
export type Position = { x: number; y: number }

/** An empty flow. */
export function emptyDocument(): FlowDocument {
  return {
    version: documentVersion,
    nodes: {},
    edges: {},
    settings: {},
    language: 'en',
    ui: { positions: {}, notes: {}, groups: {} },
  }
}

/** Everything of a document that has an id and a place on the canvas: blocks, notes and groups share one kind of id. */
export function placedIds(document: FlowDocument): Record<string, unknown> {
  return { ...document.nodes, ...document.ui.notes, ...document.ui.groups }
}
