import { CopyButton } from '@patchbay/ui/copy-button'
import { Pill } from '@patchbay/ui/pill'
import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { curlOf } from '../keys/curl-of'
import { isScope, scopeWords } from '../keys/scope-words'
import { exampleOf } from './example-of'
import type { Operation } from './open-api'
import { FieldLine, Parts, type Schemas } from './schema-fields'
import { schemaWords } from './schema-words'
import { WithCode } from './with-code'

const looks: Record<string, string> = { get: 'text-block-middle', post: 'text-live', put: 'text-warn' }

export type OperationCardProps = { operation: Operation; schemas: Schemas; open: boolean; onToggle: () => void }

/** One operation: what it is for, at a glance; how it is asked and what it answers, when it is opened. */
export function OperationCard({ operation, schemas, open, onToggle }: OperationCardProps) {
  const { operationId, method, path, summary, 'x-scope': scope } = operation
  return (
    <li id={operationId} className="scroll-mt-16">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 text-left hover:bg-bg"
        >
          <ChevronRight
            aria-hidden
            size={15}
            className={clsx('shrink-0 self-center text-faint', open && 'rotate-90')}
          />
          <span className={clsx('w-9 font-mono text-xs font-semibold uppercase', looks[method])}>{method}</span>
          <span className="font-mono text-[13px] break-all">{path}</span>
          <span className="min-w-0 text-[13px] font-normal text-soft max-sm:basis-full">
            <WithCode text={summary} />
          </span>
        </button>
      </h3>
      {open ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-1 pb-5 sm:pl-11">
          <p className="flex flex-wrap items-center gap-2 text-[13px] text-soft">
            Needs the scope <Pill>{isScope(scope) ? scopeWords[scope].label : scope}</Pill>
            <code className="font-mono text-xs text-faint">{scope}</code>
          </p>
          <Asked operation={operation} schemas={schemas} />
          <Answered operation={operation} schemas={schemas} />
          <Example operation={operation} />
        </div>
      ) : null}
    </li>
  )
}

type PartProps = { operation: Operation; schemas: Schemas }

function Asked({ operation: { parameters, requestBody }, schemas }: PartProps) {
  const bodies = Object.entries(requestBody?.content ?? {})
  return (
    <>
      {parameters.length > 0 ? (
        <Block title="In the address">
          <ul className="grid gap-2">
            {parameters.map(({ name, required, schema, content, style }) => (
              <li key={name}>
                <FieldLine
                  name={name}
                  schema={schema ?? Object.values(content ?? {})[0]?.schema ?? {}}
                  required={required}
                  schemas={schemas}
                  {...(style === 'deepObject'
                    ? { aside: `written ${name}[field]=…` }
                    : content
                      ? { aside: 'as JSON' }
                      : {})}
                />
              </li>
            ))}
          </ul>
        </Block>
      ) : null}
      {bodies.length > 0 ? (
        <Block title={`In the body: ${bodies.map(([type]) => type).join(', ')}`}>
          {bodies.map(([type, { schema }]) =>
            schema?.properties ? (
              <ul key={type} className="grid gap-2">
                {Object.entries(schema.properties).map(([name, of]) => (
                  <li key={name}>
                    <FieldLine
                      name={name}
                      schema={of}
                      required={schema.required?.includes(name) ?? false}
                      schemas={schemas}
                    />
                  </li>
                ))}
              </ul>
            ) : schema ? (
              <p key={type} className="text-[13px] text-soft">
                Nothing needs to be said: send <code className="font-mono">{'{}'}</code>.
              </p>
            ) : null,
          )}
        </Block>
      ) : null}
    </>
  )
}

function Answered({ operation: { responses }, schemas }: PartProps) {
  const content = Object.entries(responses['200']?.content ?? {})
  const [first] = content
  return (
    <Block title="Answer">
      {first === undefined ? <p className="text-[13px] text-soft">204, and nothing else.</p> : null}
      {content.map(([type, { schema }]) => (
        <div key={type} className="grid gap-1">
          <p className="text-[13px] text-soft">
            {schema ? schemaWords(schema) : <code className="font-mono">{type}</code>}
          </p>
          {schema ? <Parts schema={schema} schemas={schemas} of="the answer" /> : null}
        </div>
      ))}
    </Block>
  )
}

function Example({ operation }: { operation: Operation }) {
  const command = curlOf({ key: '', ...exampleOf(operation) })
  return (
    <Block title="Example">
      <div className="flex items-start gap-2 rounded-control border border-line bg-bg py-1 pr-1 pl-3">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
        <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-[12.5px]">
          {command}
        </pre>
        <CopyButton text={command} label={`Copy the example of ${operation.operationId}`} />
      </div>
    </Block>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h4 className="text-xs font-semibold text-faint">{title}</h4>
      {children}
    </div>
  )
}
