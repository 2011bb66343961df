import type { KnownName } from '@patchbay/flow/problem-names'
import { callVariables } from '@patchbay/flow/vars'
import { createContext, type ReactNode, useContext } from 'react'
import type { PromptMarkup } from './heard'

const ofEveryCall: readonly KnownName[] = Object.entries(callVariables).map(([path, about]) => ({ path, about }))

const Names = createContext<readonly KnownName[]>(ofEveryCall)

const noPrompts: PromptMarkup = () => null
const Prompts = createContext<PromptMarkup>(noPrompts)

/** Says what texts may name in the flow that is drawn here, and what is heard of the prompts among it. */
export function KnownNames({
  names,
  prompt,
  children,
}: {
  names: readonly KnownName[]
  prompt: PromptMarkup
  children: ReactNode
}) {
  return (
    <Names value={names}>
      <Prompts value={prompt}>{children}</Prompts>
    </Names>
  )
}

/** What is heard of a prompt in this flow's language; outside of a flow, nothing. */
export function usePromptMarkup(): PromptMarkup {
  return useContext(Prompts)
}

/** What a text of this flow may name; outside of a flow, what every call has. */
export function useKnownNames(): readonly KnownName[] {
  return useContext(Names)
}
