import { emptyDocument, type FlowDocument } from './document'

type Drawn = Record<
  string,
  { block: string; name?: string; config?: FlowDocument['nodes'][string]['config']; to?: Record<string, string> }
>

/** Builds a document from a short notation: node id → block, settings, and `to`: exit → node id. Positions are a grid. */
export function drawFlow(drawn: Drawn): FlowDocument {
  const nodes: FlowDocument['nodes'] = {}
  const edges: FlowDocument['edges'] = {}
  const positions: FlowDocument['ui']['positions'] = {}
  Object.entries(drawn).forEach(([id, { block, name, config, to }], index) => {
    nodes[id] = { block, name: name ?? id, config: config ?? {} }
    positions[id] = { x: (index % 4) * 320, y: Math.floor(index / 4) * 220 }
    for (const [exit, target] of Object.entries(to ?? {}))
      edges[`e${Object.keys(edges).length + 1}`] = { from: id, exit, to: target }
  })
  return { ...emptyDocument(), nodes, edges, ui: { positions, notes: {}, groups: {} } }
}
