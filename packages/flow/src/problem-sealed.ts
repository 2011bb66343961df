import type { CompiledNode } from './flow'
import { called, error, type Problem } from './problem'
import { compileText } from './template'

/**
 * A field that names such digits: refused where they would be spoken, sent to people or kept; and where they may stand, anything but
 * the bare name is refused too, since nothing can be reckoned with a mark.
 */
export function sealedProblems(node: CompiledNode, field: string, name: string, texts: readonly string[]): Problem[] {
  const { secrets, sealed } = node.block.fields[field] ?? {}
  if (!secrets && !sealed) {
    const sentence = `${called(node)}: {{ ${name} }} is private. It can’t be spoken, written or compared; a Look up can look for it, and a Request can send it.`
    return [error('private-here', sentence, node.id, { field })]
  }
  const bare = new RegExp(`\\{\\{\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\}\\}`, 'g')
  const reckons = texts.some((text) => {
    const rest = compileText(text.replace(bare, ''))
    return rest.ok && rest.names.includes(name)
  })
  if (!reckons) return []
  const sentence = `${called(node)}: {{ ${name} }} is private, so it can only be passed on as it is, without filters or conditions.`
  return [error('private-reckoned', sentence, node.id, { field })]
}
