import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Known } from '../inputs/fitting'

const examples = new URL('../../../examples/', import.meta.url)
const files = readdirSync(examples)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.calls.json') && !name.includes('package'))
  .map((name) => readFileSync(new URL(name, examples), 'utf8'))
  .filter((text) => text.includes('"document"'))

const documents = files.map((text): unknown => Reflect.get(Object(JSON.parse(text)), 'document'))

/** Addresses to which a browser may never be led, and to which we may never go. */
const addresses = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/latest',
  'http://127.0.0.1:5432/',
  'http://localhost:1/',
  'ftp://example.com/',
  '/',
]

/** How far somebody says that they had got. */
const marks = [
  '0',
  '1',
  '-1',
  '1.5',
  '1e308',
  '9999999999999999999',
  'a',
  'a.1.1.999999999999999',
  'a.1.1.1',
  '999999999999.0.0.0',
]
const moments = [
  '2024-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-14:00',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '+020000-01-01T00:00:00.000Z',
]

/** Values by the names of places, so that a request comes further than its door: ids that there are, here and elsewhere, flows, addresses. */
export function knownValues(ids: { ours: readonly string[]; theirs: readonly string[] }): Known {
  const id = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ids.ours) },
    { weight: 3, arbitrary: fc.constantFrom(...ids.theirs) },
    { weight: 1, arbitrary: fc.uuid() },
  )
  return (name, format) => {
    if (format === 'uuid') return id
    if (name === 'document') return fc.constantFrom(...documents)
    if (name === 'text' && format === undefined) return fc.oneof(fc.constantFrom(...files), fc.string())
    if (name === 'key') return fc.constantFrom('crm', 'hello', 'people', 'new_key', 'Bad Key')
    if (name === 'revision') return fc.constantFrom(1, 2, 3, 2 ** 31)
    if (name === 'email') return fc.constantFrom('olive@example.com', 'nobody@example.com', 'ben@example.com')
    if (/^(dest|from|number|caller|confirm)$/.test(name)) return fc.constantFrom('+6531580000', '+6591234567', 'nobody')
    if (/url$|webhook|redirect/i.test(name)) return fc.constantFrom(...addresses)
    if (/^(lastEventId|cursor)$/.test(name))
      return fc.oneof(
        fc.constantFrom(...marks),
        fc.tuple(fc.constantFrom(...moments), id).map((parts) => parts.join('_')),
        fc.string(),
      )
    if (format === 'date-time' || name === 'until')
      return fc.oneof(
        fc.constantFrom(...moments),
        fc.date().map((at) => (Number.isNaN(at.getTime()) ? 'x' : at.toISOString())),
      )
    return undefined
  }
}
