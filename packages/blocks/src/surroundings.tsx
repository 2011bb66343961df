import type { Neighbours } from '@patchbay/flow/neighbours'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export type Place = { code: string; name: string }
/** What the settings of blocks ask for. Each may be asked again and again. */
export type Surroundings = {
  countries: () => Promise<Place[]>
  regions: (country: string) => Promise<Place[]>
  holidays: (country: string, region: string | null, year: number) => Promise<Array<{ date: string; name: string }>>
}

const Around = createContext<Surroundings | null>(null)
const Beside = createContext<Neighbours | null>(null)

/** Gives the settings of blocks their surroundings, and the neighbours of their flow; outside of it nothing is found. */
export function SurroundingsProvider({
  surroundings,
  neighbours,
  children,
}: {
  surroundings: Surroundings
  neighbours: Neighbours | null
  children: ReactNode
}) {
  return (
    <Around value={surroundings}>
      <Beside value={neighbours}>{children}</Beside>
    </Around>
  )
}

/** What stands beside the flow in its workspace; null while it is not known. */
export function useNeighbours(): Neighbours | null {
  return useContext(Beside)
}

/**
 * What the surroundings answer to a question: undefined while they are asked, null where they can't be. `about` changes
 * whenever the question does.
 */
export function useAsked<T>(about: string, ask: (around: Surroundings) => Promise<T>): T | null | undefined {
  const around = useContext(Around)
  const [answer, setAnswer] = useState<{ about: string; value: T | null } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` stands for the question
  useEffect(() => {
    let wanted = true
    const told = (value: T | null) => {
      if (wanted) setAnswer({ about, value })
    }
    if (around === null) told(null)
    else ask(around).then(told, () => told(null))
    return () => {
      wanted = false
    }
  }, [around, about])
  return answer?.about === about ? answer.value : undefined
}
