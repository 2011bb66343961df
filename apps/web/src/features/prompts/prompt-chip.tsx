import { CopyButton } from '@patchbay/ui/copy-button'

/** How texts name a prompt, to be copied into them. */
export function PromptChip({ promptKey }: { promptKey: string }) {
  const text = `{{ prompt.${promptKey} }}`
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1">
      <code className="min-w-0 rounded-md border border-line bg-bg px-1.5 py-0.5 font-mono text-[13px] break-all">
        {text}
      </code>
      <CopyButton text={text} label={`Copy ${text}`} />
    </span>
  )
}
