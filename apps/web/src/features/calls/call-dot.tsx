import { Dot } from '@patchbay/ui/dot'

/** How a call stands, as a dot with words for those who don't see it. */
export function CallDot({ call }: { call: { phase: string; broken: boolean } }) {
  if (call.phase !== 'over')
    return <Dot tone={call.broken ? 'bad' : 'live'} label={call.broken ? 'On the line, broken' : 'On the line'} />
  return call.broken ? <Dot tone="bad" label="Broken" /> : <Dot tone="done" label="Over" />
}
