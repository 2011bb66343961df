import type { FlowDocument, Position } from '@patchbay/flow/document'
import { cornerOf, fragmentOf } from '@patchbay/flow/fragment'
import type { ElkNode } from 'elkjs'
import { exitsOf, linesOf } from './flow-index'
import { cardWidth, estimatedHeight } from './new-block'

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
}

/**
 * Where the blocks would stand in order: from left to right as a caller meets them, each exit's line in its place. Only
 * those in `ids`, with their corner where it is. Worked out in a worker by ELK, which is loaded when it is first needed.
 */
export async function tidyPlaces(
  document: FlowDocument,
  ids: readonly string[],
  heightOf: (id: string) => number | undefined,
): Promise<Record<string, Position>> {
  const elk = await layoutEngine()
  const part = fragmentOf(document, ids)
  const laid = await elk.layout(graphOf(part, heightOf))
  const corner = cornerOf(part)
  const laidCorner = {
    x: Math.min(...(laid.children ?? []).map(({ x = 0 }) => x)),
    y: Math.min(...(laid.children ?? []).map(({ y = 0 }) => y)),
  }
  return Object.fromEntries(
    (laid.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(corner.x + x - laidCorner.x), y: Math.round(corner.y + y - laidCorner.y) },
    ]),
  )
}

/** ELK's graph: an exit is a port on a block's right side, in the order in which the card shows them. */
export function graphOf(part: FlowDocument, heightOf: (id: string) => number | undefined): ElkNode {
  const lines = linesOf(part)
  return {
    id: 'flow',
    layoutOptions: options,
    children: Object.entries(part.nodes).map(([id, node]) => ({
      id,
      width: cardWidth,
      height: heightOf(id) ?? estimatedHeight(node),
      layoutOptions: { 'elk.portConstraints': 'FIXED_ORDER' },
      ports: [
        { id: portOf(id, 'in'), layoutOptions: { 'elk.port.side': 'WEST' } },
        // ELK counts ports clockwise, so from the top on the right side.
        ...exitsOf(node).map(({ name }, index) => ({
          id: portOf(id, `exit ${name}`),
          layoutOptions: { 'elk.port.side': 'EAST', 'elk.port.index': String(index) },
        })),
      ],
    })),
    edges: [...lines].flatMap(([from, leaving]) => {
      const exits = new Set(part.nodes[from] ? exitsOf(part.nodes[from]).map(({ name }) => name) : [])
      return [...leaving].flatMap(([exit, { id, edge }]) =>
        exits.has(exit) ? [{ id, sources: [portOf(from, `exit ${exit}`)], targets: [portOf(edge.to, 'in')] }] : [],
      )
    }),
  }
}

const portOf = (id: string, port: string) => `${id} ${port}`

type Engine = { layout: (graph: ElkNode) => Promise<ElkNode> }
let engine: Promise<Engine> | undefined

function layoutEngine(): Promise<Engine> {
  engine ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([{ default: Elk }, { default: workerUrl }]) => new Elk({ workerUrl }),
  )
  // Whoever was offline when it was to be loaded may try again.
  engine.catch(() => {
    engine = undefined
  })
  return engine
}
