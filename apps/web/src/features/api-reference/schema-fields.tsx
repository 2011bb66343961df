import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Schema } from './open-api'
import { limitWords, partsOf, schemaWords } from './schema-words'
import { WithCode } from './with-code'

export type Schemas = Readonly<Record<string, Schema>>

/** The fields of a schema, each with what it is; what is within one is shown when it is opened. */
export function SchemaFields({ schema, schemas }: { schema: Schema; schemas: Schemas }) {
  const required = new Set(schema.required)
  return (
    <ul className="grid gap-2">
      {Object.entries(schema.properties ?? {}).map(([name, of]) => (
        <li key={name}>
          <FieldLine name={name} schema={of} required={required.has(name)} schemas={schemas} />
        </li>
      ))}
    </ul>
  )
}

export type FieldLineProps = { name: string; schema: Schema; required: boolean; schemas: Schemas; aside?: string }

/** One field or parameter: its name, what it is, and what it is for. */
export function FieldLine({ name, schema, required, schemas, aside }: FieldLineProps) {
  const limits = [...limitWords(schema), ...(aside ? [aside] : []), ...(required ? [] : ['may be left out'])]
  return (
    <div className="grid gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <code className="font-mono text-[13px] font-medium break-all">{name}</code>
        <span className="min-w-0 text-[13px] break-words text-soft">{schemaWords(schema)}</span>
        {limits.length > 0 ? <span className="text-xs text-faint">{limits.join(' · ')}</span> : null}
      </p>
      {schema.description ? (
        <p className="text-[13px] text-soft">
          <WithCode text={schema.description} />
        </p>
      ) : null}
      <Parts schema={schema} schemas={schemas} of={name} />
    </div>
  )
}

/** What a schema is made of, behind a button for each part. */
export function Parts({ schema, schemas, of }: { schema: Schema; schemas: Schemas; of: string }) {
  return partsOf(schema, schemas).map((part, at) => (
    <Part
      key={part.name || at}
      label={part.name === '' ? `Fields of ${of}` : `Fields of ${part.name}`}
      schema={part.schema}
      schemas={schemas}
    />
  ))
}

function Part({ label, schema, schemas }: { label: string; schema: Schema; schemas: Schemas }) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 rounded-sm text-xs text-soft hover:text-ink"
      >
        <ChevronRight aria-hidden size={14} className={open ? 'rotate-90' : ''} />
        {label}
      </button>
      {open ? (
        <div className="mt-1.5 ml-1.5 border-l border-line pl-3">
          <SchemaFields schema={schema} schemas={schemas} />
        </div>
      ) : null}
    </div>
  )
}
