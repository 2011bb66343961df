import { useNeighbours } from '@patchbay/blocks/surroundings'

/** A block's words, with each variable as a chip; a prompt goes by the name that people gave it. */
export function SpokenWords({ text }: { text: string }) {
  const prompts = useNeighbours()?.prompts ?? []
  // Odd parts are what stands between the braces.
  return text.split(/\{\{\s*([^{}]*?)\s*\}\}/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name than their place
      <span key={index} className="rounded-[5px] bg-block-logic/10 px-1 text-block-logic">
        {prompts.find(({ key }) => part === `prompt.${key}`)?.name ?? part}
      </span>
    ),
  )
}
