/** A line in which what stands in backticks is shown as code. Never HTML. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words never change, and may come twice
      <code key={at} className="font-mono text-[0.93em] break-words text-ink">
        {part}
      </code>
    ),
  )
}
