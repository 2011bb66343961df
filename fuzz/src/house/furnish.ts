import { randomBytes } from 'node:crypto'
import { abilities } from '@patchbay/api/roles'
import { drawFlow } from '@patchbay/flow/testing'
import type pg from 'pg'
import { z } from 'zod'
import { createPerson, type Person, password } from './person'

/** Who asks: a role in the workspace that is attacked, a key of it, somebody who belongs elsewhere, or nobody. */
export type Who = 'owner' | 'builder' | 'operator' | 'viewer' | 'key' | 'stranger' | 'nobody'

export type Furnished = {
  headersOf: Record<Who, readonly Record<string, string>[]>
  /** The workspaces' names in addresses: the one that is attacked, and the one that nobody of it belongs to. */
  slugs: { ours: string; theirs: string }
  theirNumber: string
  theirWorkspaceId: string
  /** What may stand in no answer and in no line of the log. */
  secrets: ReadonlyMap<string, string>
  /** The tokens of whoever is signed in, by who they are. */
  sessions: ReadonlyMap<string, Who | null>
  /** What may stand in no answer. */
  marks: ReadonlyMap<string, string>
}

const idSchema = z.object({ id: z.uuid() })
const slugSchema = z.object({ slug: z.string() })
const linkSchema = z.object({ link: z.string() })
const keySchema = z.object({ key: z.string() })
const totpSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
const numbersSchema = z.array(z.object({ id: z.uuid(), e164: z.string() }))

/** As many that a limit by key is never the first thing that stops an attack. */
const keys = 24
const random = () => randomBytes(9).toString('hex')

export const theirCarrier = { appId: 'their-app', accessToken: `their-token-${random()}` }

/** A menu of one key, which ends well. */
const genuine = (words: string) =>
  drawFlow({
    start: { block: 'answer', name: 'Incoming call', to: { next: 'ask' } },
    ask: {
      block: 'gather',
      name: 'Main menu',
      config: { message: words, keys: ['1'], maxDigits: 1 },
      to: { 'key:1': 'bye', other: 'bye', none: 'bye' },
    },
    bye: { block: 'hangup', name: 'Good-bye', config: { message: 'Bye' } },
  })

/** Somebody of each role in one workspace, with something of everything in it; and another workspace, on which a carrier's calls come in. */
export async function furnish(
  url: string,
  { code, carrierUrl, pool }: { code: string; carrierUrl: string; pool: pg.Pool },
): Promise<Furnished> {
  const secrets = new Map<string, string>()
  const mark = `THEIRS${random()}`
  const owner = createPerson(url)
  const begun = await owner.ask('people.begin', { code, name: 'Olive', email: 'olive@example.com', password })
  const ours = slugSchema.parse(begun).slug
  await owner.signIn('olive@example.com')

  const join = async (name: string, role: string): Promise<Person> => {
    const email = `${name.toLowerCase()}@example.com`
    const { link } = linkSchema.parse(await owner.ask('members.invite', { email, role }))
    const person = createPerson(url)
    const token = new URL(link).searchParams.get('token')
    await person.ask('people.join', { token, name, password })
    await person.signIn(email)
    return person
  }
  const builder = await join('Ben', 'builder')
  const operator = await join('Oscar', 'operator')
  const viewer = await join('Vera', 'viewer')
  const stranger = await join('Stan', 'viewer')
  await stranger.ask('workspaces.create', { name: 'Elsewhere' })
  const quinn = await join('Quinn', 'viewer')
  const theirs = slugSchema.parse(await quinn.ask('workspaces.create', { name: `${mark} house` })).slug
  await pool.query(
    `DELETE FROM member WHERE workspace_id = (SELECT id FROM workspace WHERE slug = $1)
       AND user_id IN (SELECT id FROM person WHERE email IN ('stan@example.com', 'quinn@example.com'))`,
    [ours],
  )
  await owner.ask('members.invite', { email: 'somebody@example.com', role: 'viewer' })

  await fill(owner, ours, '', secrets)
  await fill(quinn, theirs, mark, secrets)
  const at = (path: string) => `/w/${theirs}/trpc/${path}`
  await quinn.ask(at('carriers.add'), {
    label: mark,
    appId: theirCarrier.appId,
    accessToken: theirCarrier.accessToken,
    baseUrl: `${carrierUrl}/open`,
    signed: true,
  })
  secrets.set('a carrier’s access token', theirCarrier.accessToken)
  const [number] = numbersSchema.parse(await quinn.ask(at('numbers.list'), undefined, 'query'))
  if (!number) throw new Error('The carrier has no number.')
  const flow = idSchema.parse(await quinn.ask(at('flows.create'), { name: `${mark} calls`, from: 'empty' }))
  const document = genuine(`${mark} welcome`)
  const saved = await quinn.ask(at('flows.save'), { id: flow.id, revision: 1, document })
  const { revision } = z.object({ revision: z.number() }).parse(saved)
  await quinn.ask(at('flows.publish'), { id: flow.id, revision, numberIds: [number.id], note: mark })
  await quinn.ask(at('numbers.setForwarding'), { numberId: number.id })

  for (const person of [owner, quinn]) {
    const { totpURI, backupCodes } = totpSchema.parse(await person.auth('two-factor/enable', { password }))
    secrets.set('a TOTP secret', new URL(totpURI).searchParams.get('secret') ?? '')
    for (const each of backupCodes) secrets.set(`a recovery code ${each.slice(0, 2)}`, each)
  }
  const made: string[] = []
  for (let count = 0; count < keys; count += 1) {
    const scopes = count % 3 === 0 ? ['look'] : [...abilities]
    made.push(
      keySchema.parse(await owner.ask('keys.create', { name: `Key ${count}`, scopes, expiresInDays: null })).key,
    )
  }
  const theirKey = await quinn.ask(at('keys.create'), { name: mark, scopes: [...abilities], expiresInDays: null })
  for (const [count, text] of [...made, keySchema.parse(theirKey).key].entries()) secrets.set(`API key ${count}`, text)
  await noteSecrets(pool, theirs, secrets)

  const workspace = idSchema.parse((await pool.query('SELECT id FROM workspace WHERE slug = $1', [theirs])).rows[0])
  const sessions = await readSessions(pool)
  const cookie = (person: Person) => [{ cookie: person.cookie(), origin: url }]
  return {
    headersOf: {
      owner: cookie(owner),
      builder: cookie(builder),
      operator: cookie(operator),
      viewer: cookie(viewer),
      stranger: cookie(stranger),
      key: made.map((text) => ({ authorization: `Bearer ${text}` })),
      nobody: [{}],
    },
    slugs: { ours, theirs },
    theirNumber: number.e164,
    theirWorkspaceId: workspace.id,
    secrets,
    sessions,
    marks: new Map([['another workspace’s name of something', mark]]),
  }
}

/** Something of everything, in every text of which stands `mark`. */
async function fill(person: Person, slug: string, mark: string, secrets: Map<string, string>): Promise<void> {
  const at = (path: string) => `/w/${slug}/trpc/${path}`
  const named = (name: string) => `${mark} ${name}`.trim()
  const flow = idSchema.parse(await person.ask(at('flows.create'), { name: named('flow'), from: 'empty' }))
  const document = genuine(named('hello'))
  const saved = await person.ask(at('flows.save'), { id: flow.id, revision: 1, document })
  const { revision } = z.object({ revision: z.number() }).parse(saved)
  await person.ask(at('flows.keep'), { id: flow.id, revision, note: named('kept') })
  await person.ask(at('flows.publish'), { id: flow.id, revision, numberIds: [], note: named('first') })
  const prompt = idSchema.parse(await person.ask(at('prompts.create'), { key: 'hello', name: named('prompt') }))
  await person.ask(at('prompts.setText'), { id: prompt.id, language: 'en', text: named('text'), gender: null })
  await person.upload(
    `/w/${slug}/files/tables?key=people&name=${encodeURIComponent(named('table'))}`,
    'text/csv',
    `${mark}a,b\n1,2\n`,
  )
  const value = `secret-value-${random()}`
  secrets.set(`a secret’s value in ${mark || 'ours'}`, value)
  await person.ask(at('secrets.set'), { key: 'crm', value })
  await person.ask(at('views.save'), { name: named('view'), query: 'outcome=broken' })
}

/** What the database keeps for itself. */
async function noteSecrets(pool: pg.Pool, theirs: string, secrets: Map<string, string>): Promise<void> {
  const kept: [string, string][] = [
    ['a password’s hash', 'SELECT password AS text FROM person_account WHERE password IS NOT NULL'],
    ['a kept TOTP secret', 'SELECT secret AS text FROM person_two_factor'],
    ['an API key’s hash', 'SELECT hash AS text FROM api_key'],
    ['an invitation’s hash', 'SELECT token_hash AS text FROM invitation'],
    [
      'a number’s secret address of theirs',
      `SELECT token AS text FROM phone_number WHERE workspace_id = (SELECT id FROM workspace WHERE slug = '${theirs}')`,
    ],
  ]
  for (const [name, sql] of kept) {
    const rows = z.array(z.object({ text: z.string() })).parse((await pool.query(sql)).rows)
    for (const [count, { text }] of rows.entries()) secrets.set(`${name} (${count})`, text)
  }
}

const people: Record<string, Who> = {
  'olive@example.com': 'owner',
  'ben@example.com': 'builder',
  'oscar@example.com': 'operator',
  'vera@example.com': 'viewer',
  'stan@example.com': 'stranger',
}

async function readSessions(pool: pg.Pool): Promise<Map<string, Who | null>> {
  const { rows } = await pool.query('SELECT s.token, p.email FROM person_session s JOIN person p ON p.id = s.user_id')
  const read = z.array(z.object({ token: z.string(), email: z.string() })).parse(rows)
  return new Map(read.map(({ token, email }) => [token, people[email] ?? null]))
}
