import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { TextInput } from '@patchbay/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readNumber, writeNumber } from '../../app/phone-number'
import { sentenceOf, trpc } from '../../app/trpc'
import { CallerFound, keptOf } from './caller-found'
import { useForgetCaller } from './use-forget-caller'

/** Finds what is kept of a caller, says so, and removes it once the number is typed a second time. */
export function ForgetCallerDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const [confirmed, setConfirmed] = useState('')
  const number = readNumber(typed)
  const found = useQuery(
    trpc.callers.find.queryOptions({ number: asked ?? '' }, { enabled: asked !== null, gcTime: 0, retry: false }),
  )
  const { forget, stop, progress } = useForgetCaller()
  const working = progress?.state === 'working'
  const sure = asked !== null && readNumber(confirmed) === asked
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (open) return
        stop()
        onClose()
      }}
      title="A caller’s data"
      description="Calls from and to a number, and wherever else it stands in the log."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (asked === null && number !== null) setAsked(number)
          else if (sure && asked !== null && !working) void forget(asked)
        }}
      >
        {asked === null ? (
          <Field
            label="Number"
            hint="With + and the country code."
            error={typed !== '' && number === null && typed.length > 6 ? 'Write it like +65 9123 4567.' : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                mono
                inputMode="tel"
                autoComplete="off"
                value={typed}
                placeholder="+65 9123 4567"
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <p className="font-mono text-[15px] font-semibold">{writeNumber(asked)}</p>
        )}
        {found.isError ? <Notice kind="bad">{sentenceOf(found.error)}</Notice> : null}
        {found.isFetching ? <p className="text-soft">Looking…</p> : null}
        {found.data && progress === null ? <CallerFound found={found.data} /> : null}
        {progress ? (
          <div role="status" className="grid gap-1">
            <p className="font-medium">
              {progress.state === 'done'
                ? 'Removed'
                : progress.state === 'stopped'
                  ? 'Stopped; removed so far'
                  : 'Removing…'}
            </p>
            <ul className="grid gap-0.5 text-soft">
              {keptOf(progress.removed).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {progress.looked > 0 ? (
              <p className="text-xs text-faint">
                {progress.looked.toLocaleString()} other calls were looked through for the number.
              </p>
            ) : null}
            {progress.underWay > 0 ? <UnderWay many={progress.underWay} /> : null}
          </div>
        ) : null}
        {progress?.state === 'failed' ? <Notice kind="bad">{progress.fault}</Notice> : null}
        {found.data && progress === null ? (
          <Field label="Type the number again to remove all this" hint="Nobody can bring it back.">
            {(control) => (
              <TextInput
                {...control}
                mono
                inputMode="tel"
                autoComplete="off"
                value={confirmed}
                onChange={(event) => setConfirmed(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <DialogButtons>
          {asked === null ? (
            <Button type="submit" variant="primary" disabled={number === null}>
              Find
            </Button>
          ) : progress?.state === 'done' ? (
            <Button variant="primary" onClick={onClose}>
              Close
            </Button>
          ) : working ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <>
              {progress === null ? (
                <Button
                  onClick={() => {
                    setAsked(null)
                    setConfirmed('')
                  }}
                >
                  Another number
                </Button>
              ) : null}
              <Button type="submit" variant="danger" disabled={!sure || found.data === undefined}>
                {progress === null ? 'Remove it all' : 'Go on'}
              </Button>
            </>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  )
}

function UnderWay({ many }: { many: number }) {
  return (
    <p className="text-xs text-warn">
      {many === 1 ? 'One call is under way and stays' : `${many} calls are under way and stay`}: remove again when it is
      over.
    </p>
  )
}
