import type { Block } from './block'
import type { FlowNode } from './document'
import { compileText } from './template'

/** Every name in a block's texts, once per field. Settings that can't be read name nothing. */
export function namesInFields(block: Block, config: FlowNode['config']): Array<{ field: string; name: string }> {
  return Object.entries(block.fields).flatMap(([field, { texts, loose }]) => {
    const value = loose.safeParse(config[field])
    if (!texts || !value.success) return []
    return [...namesIn(texts(value.data))].map((name) => ({ field, name }))
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
