import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export type Place = { code: string; name: string }
export type Choice = { key: string; name: string }
/** A flow that another can go to. */
export type OtherFlow = {
  id: string
  name: string
  /** Of its published versions, the newest first. */
  versions: number[]
  /** The ways by which the newest returns. */
  ways: string[]
  settings: Array<{ key: string; label: string }>
}

/** What the settings of blocks ask the workspace for. Each may be asked again and again. */
export type Surroundings = {
  countries: () => Promise<Place[]>
  regions: (country: string) => Promise<Place[]>
  holidays: (country: string, region: string | null, year: number) => Promise<Array<{ date: string; name: string }>>
  tables: () => Promise<Choice[]>
  flows: () => Promise<OtherFlow[]>
}

const Around = createContext<Surroundings | null>(null)

/** Gives the settings of blocks their surroundings; outside of it nothing is found. */
export function SurroundingsProvider({ surroundings, children }: { surroundings: Surroundings; children: ReactNode }) {
  return <Around value={surroundings}>{children}</Around>
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
