import type { Exit } from './block'
import type { CompiledNode } from './flow'
import { called, error, mendedBy, type Problem } from './problem'
import type { Checked } from './problem-reach'

/** Lines that no call could ever follow. Lines with the same fault in the same place are one problem. */
export function lineProblems({ flow, document, fixes }: Checked): Problem[] {
  const found = new Map<string, { problem: Problem; lines: string[] }>()
  const add = (problem: Problem, line: string) => {
    const key = JSON.stringify([problem.code, problem.node, problem.exit])
    const known = found.get(key)
    if (known) known.lines.push(line)
    else found.set(key, { problem, lines: [line] })
  }
  const exitOf = exitFinder()
  const latest = new Map<string, string>()
  for (const [id, edge] of Object.entries(document.edges)) {
    const from = flow.nodes.get(edge.from)
    const leaves = Object.hasOwn(document.nodes, edge.from)
    if (!leaves || !Object.hasOwn(document.nodes, edge.to)) {
      add(
        leaves
          ? error(
              'line-nowhere',
              `A line leads from ${from ? called(from) : 'a block'} to one that is not there.`,
              edge.from,
              {
                exit: edge.exit,
              },
            )
          : error('line-nowhere', 'A line begins at a block that is not there.'),
        id,
      )
      continue
    }
    if (!from) continue
    const exit = exitOf(from, edge.exit)
    if (!exit) {
      const message = `A line leaves ${called(from)} by an exit that it no longer has.`
      add(error('unknown-exit', message, from.id, { exit: edge.exit }), id)
      continue
    }
    const key = JSON.stringify([edge.from, edge.exit])
    const before = latest.get(key)
    latest.set(key, id)
    if (before !== undefined) {
      // A call follows the last one, so it is the others that can go.
      const message = `More than one line leaves ${called(from)} by “${exit.label}”; calls follow only the last.`
      add(error('exit-twice', message, from.id, { exit: exit.name }), before)
    }
    if (flow.nodes.get(edge.to)?.block.group === 'start')
      add(error('into-start', 'A call starts only once: no line can lead into a Start block.', edge.to), id)
  }
  return [...found.values()].map(({ problem, lines }) => mendedBy(problem, fixes.deleteLines(lines)))
}

/** Finds a block's exits by name; each block's are put in order once, since a menu may have a thousand. */
function exitFinder(): (node: CompiledNode, name: string) => Exit | undefined {
  const known = new Map<string, Map<string, Exit>>()
  return (node, name) => {
    let exits = known.get(node.id)
    if (!exits) {
      exits = new Map(node.bound.exits.map((exit) => [exit.name, exit]))
      known.set(node.id, exits)
    }
    return exits.get(name)
  }
}
