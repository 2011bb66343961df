import type { KnownName } from '@patchbay/flow/problem-names'
import { callVariables } from '@patchbay/flow/vars'
import { createContext, type ReactNode, useContext } from 'react'

const ofEveryCall: readonly KnownName[] = Object.entries(callVariables).map(([path, about]) => ({ path, about }))

const Names = createContext<readonly KnownName[]>(ofEveryCall)

/** Says what texts may name in the flow that is drawn here. */
export function KnownNames({ names, children }: { names: readonly KnownName[]; children: ReactNode }) {
  return <Names value={names}>{children}</Names>
}

/** What a text of this flow may name; outside of a flow, what every call has. */
export function useKnownNames(): readonly KnownName[] {
  return useContext(Names)
}
