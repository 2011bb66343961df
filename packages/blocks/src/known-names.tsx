import type { FlowDocument } from '@patchbay/flow/document'
import type { KnownName } from '@patchbay/flow/problem-names'
import { callVariables } from '@patchbay/flow/vars'
import { createContext, type ReactNode, useContext } from 'react'
import type { PromptMarkup } from './heard'

const ofEveryCall: readonly KnownName[] = Object.entries(callVariables).map(([path, about]) => ({ path, about }))

const Names = createContext<readonly KnownName[]>(ofEveryCall)

const noPrompts: PromptMarkup = () => null
const Prompts = createContext<PromptMarkup>(noPrompts)
const Settings = createContext<FlowDocument['settings']>({})

/** Says what texts may name in the flow that is drawn here, what is heard of the prompts among it, and its settings. */
export function KnownNames({
  names,
  prompt,
  settings,
  children,
}: {
  names: readonly KnownName[]
  prompt: PromptMarkup
  settings: FlowDocument['settings']
  children: ReactNode
}) {
  return (
    <Names value={names}>
      <Prompts value={prompt}>
        <Settings value={settings}>{children}</Settings>
      </Prompts>
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

/** The settings of this flow, by their keys; outside of a flow, none. */
export function useFlowSettings(): FlowDocument['settings'] {
  return useContext(Settings)
}
