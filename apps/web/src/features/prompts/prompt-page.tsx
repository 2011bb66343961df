import { languageName, languages } from '@patchbay/blocks/voice'
import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'
import { LanguageCard } from './language-card'
import { PromptChip } from './prompt-chip'
import { RemovePromptDialog } from './remove-prompt-dialog'
import { RenamePromptDialog } from './rename-prompt-dialog'

/** One prompt, language by language. */
export function PromptPage({ id }: { id: string }) {
  const [, go] = useLocation()
  const query = useQuery(trpc.prompts.get.queryOptions({ id }))
  const [added, setAdded] = useState<readonly string[]>([])
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  const done = () => setAsking(null)
  const draws = useMay('draw')
  const prompt = query.data
  const takes = new Map(prompt?.takes.map((take) => [take.language, take]))
  const shown = new Set([...takes.keys(), ...(prompt?.pastLanguages ?? []), ...added])
  const missing = languages.filter((language) => !shown.has(language))
  return (
    <>
      <PageHeader
        title={prompt?.name ?? 'Prompt'}
        actions={
          prompt && draws ? (
            <Menu
              trigger={<IconButton label={`More about ${prompt.name}`} icon={Ellipsis} />}
              items={[
                { label: 'Rename…', icon: PencilLine, onSelect: () => setAsking('rename') },
                { label: 'Remove…', icon: Trash2, danger: true, onSelect: () => setAsking('remove') },
              ]}
            />
          ) : null
        }
      >
        <Link href="/prompts" className="-order-1 -ml-1.5 flex items-center text-soft hover:text-ink">
          <ChevronLeft aria-hidden size={18} />
          Prompts
        </Link>
      </PageHeader>
      <div className="mx-auto grid max-w-3xl gap-4 p-4 sm:p-5">
        {query.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
        {query.isError ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
        {prompt ? (
          <>
            <div className="grid gap-1.5 text-soft">
              <p className="flex flex-wrap items-center gap-x-2">
                <span>Texts name it as</span> <PromptChip promptKey={prompt.key} />
              </p>
              {prompt.usedIn.length > 0 ? (
                <div className="flex flex-wrap gap-x-2">
                  <span>Used in</span> <UsedIn flows={prompt.usedIn} />
                </div>
              ) : (
                <p className="text-faint">No flow uses it yet.</p>
              )}
            </div>
            {[...shown].map((language) => (
              <LanguageCard
                key={language}
                prompt={prompt}
                language={language}
                take={takes.get(language) ?? null}
                hasHistory={takes.has(language) || prompt.pastLanguages.includes(language)}
              />
            ))}
            {missing.length > 0 && draws ? (
              <Select
                value={null}
                aria-label="Add a language"
                placeholder="Add a language…"
                className="w-full sm:w-60"
                options={missing.map((code) => ({ value: code, label: languageName(code), hint: code }))}
                onChange={(language) => setAdded([...added, language])}
              />
            ) : null}
            {asking === 'rename' ? <RenamePromptDialog prompt={prompt} onClose={done} /> : null}
            {asking === 'remove' ? (
              <RemovePromptDialog prompt={prompt} onClose={done} onRemoved={() => go('/prompts')} />
            ) : null}
          </>
        ) : null}
      </div>
    </>
  )
}
