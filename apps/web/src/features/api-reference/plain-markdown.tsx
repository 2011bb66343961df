/** Paragraphs, and what stands in backticks as code: all that the document's own words use. Never HTML. */
export function PlainMarkdown({ text }: { text: string }) {
  return (
    <div className="grid gap-3">
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>
          {paragraph.split('`').map((part, at) =>
            at % 2 === 0 ? (
              part
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the words never change, and may come twice
              <code key={at} className="font-mono text-[13px] break-words text-ink">
                {part}
              </code>
            ),
          )}
        </p>
      ))}
    </div>
  )
}
