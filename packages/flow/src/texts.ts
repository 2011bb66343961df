import type { Block } from './block'
import type { FlowNode } from './document'
import { compileText } from './template'

/** Every name in a block's texts, once per field, with that field's texts. Settings that can't be read name nothing. */
export function namesInFields(
  block: Block,
  config: FlowNode['config'],
): Array<{ field: string; name: string; texts: readonly string[] }> {
  return Object.entries(block.fields).flatMap(([field, { texts, loose }]) => {
    const value = loose.safeParse(config[field])
    if (!texts || !value.success) return []
    const all = texts(value.data)
    return [...namesIn(all)].map((name) => ({ field, name, texts: all }))
  })
}

function namesIn(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) => {
      const compiled = compileText(text)
      return compiled.ok ? compiled.names : []
    }),
  )
}
