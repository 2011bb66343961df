import type { Outputs } from '../../app/trpc'

type Kept = Outputs['audit']['list']['entries'][number]['before']
export type Change = { name: string; before: string | null; after: string | null }

/** What fields are called on the screen; of others, their own name is taken apart. */
const called: Readonly<Record<string, string>> = {
  keepDays: 'Calls are kept (days)',
  recordingKeepDays: 'Recordings are kept (days)',
  mostCalls: 'Calls at once',
  emergencyOn: 'Emergency message is on',
  emergencyMessage: 'Emergency message',
  emergencyInstead: 'In place of the flow',
  emergencyUntil: 'It ends',
  balanceLimit: 'Lowest balance',
  emails: 'E-mail addresses',
  silent: 'Kinds that nobody is told of',
  setAt: 'Set',
  recording: 'Recording (ms)',
}
const longest = 200

/** What changed, field by field, as it was and as it became; null: it was not there. */
export function changesOf(before: Kept, after: Kept): Change[] {
  const [was, is] = [flat(before), flat(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names.map((name) => ({
    name: name.split('.').map(wordsOf).join(', '),
    before: was.get(name) ?? null,
    after: is.get(name) ?? null,
  }))
}

/** Fields within fields have a name with dots. */
function flat(value: Kept, path = ''): Map<string, string> {
  if (value === null) return new Map()
  if (typeof value !== 'object') return new Map([[path, told(value)]])
  if (Array.isArray(value)) return new Map([[path, value.length === 0 ? 'none' : value.map(told).join(', ')]])
  return new Map(
    Object.entries(value).flatMap(([name, part]) => [...flat(part, path === '' ? name : `${path}.${name}`)]),
  )
}

function told(value: Kept): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === '') return 'empty'
  const text = typeof value === 'string' ? momentOf(value) : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function momentOf(text: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? moment.format(new Date(text)) : text
}

/** `busyMessage` becomes “Busy message”; what is no name of ours stays. */
function wordsOf(name: string): string {
  const known = called[name]
  if (known) return known
  if (!/^[a-z][a-zA-Z]*$/.test(name) || name.length < 3) return name
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
