import { z } from 'zod'

/** The document format that this version of Patchbay writes. Older ones are lifted by `migrate.ts`. */
export const documentVersion = 1

/** The most blocks and lines that one flow may hold: far past any menu that a caller could follow. */
export const documentLimits = { nodes: 10_000, edges: 40_000 } as const

/** An id starts with a letter or a digit, so no id can be `__proto__`. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'is no id: use letters, digits, - and _')

const coordinate = z.number().min(-1e7).max(1e7)

export const nodeSchema = z.strictObject({
  /** The block's type, such as `gather`. A draft may name a block that this server does not have. */
  block: z.string().min(1).max(64),
  /** What the author calls it. */
  name: z.string().max(80),
  config: z.record(z.string().max(64), z.json()),
})

export const edgeSchema = z.strictObject({ from: id, exit: z.string().min(1).max(64), to: id })

/** A flow as it is drawn: it may be unfinished. Publishing asks more of it, see `problems.ts`. */
export const documentSchema = z
  .strictObject({
    version: z.literal(documentVersion),
    nodes: z.record(id, nodeSchema),
    edges: z.record(id, edgeSchema),
    /** Where things stand on the canvas, in pixels. Nothing here can change a call. */
    ui: z.strictObject({ positions: z.record(id, z.strictObject({ x: coordinate, y: coordinate })) }),
  })
  .superRefine((document, ctx) => {
    const nodes = Object.keys(document.nodes).length
    const edges = Object.keys(document.edges).length
    if (nodes > documentLimits.nodes)
      ctx.addIssue({
        code: 'custom',
        path: ['nodes'],
        message: `has ${nodes} blocks; a flow may have ${documentLimits.nodes}`,
      })
    if (edges > documentLimits.edges)
      ctx.addIssue({
        code: 'custom',
        path: ['edges'],
        message: `has ${edges} lines; a flow may have ${documentLimits.edges}`,
      })
  })

export type FlowDocument = z.infer<typeof documentSchema>
export type FlowNode = z.infer<typeof nodeSchema>
export type FlowEdge = z.infer<typeof edgeSchema>
export type Position = { x: number; y: number }

/** An empty flow. */
export function emptyDocument(): FlowDocument {
  return { version: documentVersion, nodes: {}, edges: {}, ui: { positions: {} } }
}
