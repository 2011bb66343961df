import { setTimeout } from 'node:timers/promises'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPromptReader } from './prompt-reader'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from './testing'
import { uuidV7 } from './uuid-v7'

let house: TestEngine
let workspaceId: string

beforeAll(async () => {
  house = await startTestEngine()
  workspaceId = await addWorkspace(house.pool)
})
afterAll(() => house.close())

const reader = () => createPromptReader(house.pool, 'https://calls.example.com')

async function add(key: string, takes: Record<string, string | null>[]): Promise<void> {
  const id = uuidV7()
  await house.pool.query('INSERT INTO prompt (id, workspace_id, key, name) VALUES ($1, $2, $3, $3)', [
    id,
    workspaceId,
    key,
  ])
  for (const { language, text = '', gender = null, token = null, mime = null, supersededAt = null } of takes)
    await house.pool.query(
      `INSERT INTO prompt_take (id, prompt_id, language, kind, text, gender, token, mime, superseded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [uuidV7(), id, language, token === null ? 'text' : 'file', text, gender, token, mime, supersededAt],
    )
}

test.each([
  ['the carrier’s own voice needs no marks', 'en', {}, 'Good day'],
  ['another language does', 'zh-HK', {}, '<speech language="zh-HK">Good day</speech>'],
  ['and another voice', 'en', { gender: 'male' }, '<speech gender="male">Good day</speech>'],
  ['both', 'de', { gender: 'male' }, '<speech language="de" gender="male">Good day</speech>'],
  ['the voice that the carrier has anyway', 'en', { gender: 'female' }, 'Good day'],
  ['marks in the text are words', 'fr', { text: 'A & <b>' }, '<speech language="fr">A &amp; &lt;b&gt;</speech>'],
  ['an MP3', 'en', { token: 'abc_-', mime: 'audio/mpeg' }, '<url>https://calls.example.com/prompts/abc_-.mp3</url>'],
  ['a WAV', 'zh', { token: 'def', mime: 'audio/wav' }, '<url>https://calls.example.com/prompts/def.wav</url>'],
])('%s', async (name, language, more, markup) => {
  const key = `k${name.length}_${language.toLowerCase().replace('-', '_')}`
  await add(key, [{ language, text: 'Good day', ...more }])
  expect(await reader().markup(workspaceId, key, language)).toBe(markup)
})

test('a kind of a language falls back to the language, and no further', async () => {
  await add('fallback', [
    { language: 'zh', text: '你好' },
    { language: 'en-UK', text: 'Hello' },
    { language: 'zh-TW', text: '您好' },
  ])
  const heard = (language: string) => reader().markup(workspaceId, 'fallback', language)
  expect(await heard('zh-HK')).toBe('<speech language="zh">你好</speech>')
  expect(await heard('zh-TW')).toBe('<speech language="zh-TW">您好</speech>')
  for (const language of ['en', 'de', '', 'z', "' OR 1=1", 'zh\0']) expect(await heard(language)).toBeNull()
})

test('superseded takes are not heard, nor other workspaces’ prompts', async () => {
  await add('past', [{ language: 'en', text: 'Old', supersededAt: '2026-01-01' }])
  await add('mine', [{ language: 'en', text: 'Mine' }])
  expect(await reader().markup(workspaceId, 'past', 'en')).toBeNull()
  expect(await reader().markup(await addWorkspace(house.pool), 'mine', 'en')).toBeNull()
})

test('a new take is heard within a second', async () => {
  await add('changing', [{ language: 'en', text: 'Before' }])
  const kept = reader()
  expect(await kept.markup(workspaceId, 'changing', 'en')).toBe('Before')
  await house.pool.query(`UPDATE prompt_take SET text = 'After' WHERE text = 'Before'`)
  await setTimeout(600)
  expect(await kept.markup(workspaceId, 'changing', 'en')).toBe('After')
})

test('a caller hears it, in the language that the call is in', async () => {
  const file = { token: 'token', mime: 'audio/mpeg' }
  await add('welcome', [
    { language: 'en', ...file },
    { language: 'zh', text: '欢迎' },
  ])
  const flow = (language: string) => ({
    ...drawFlow({
      start: { block: 'answer', to: { next: 'hello' } },
      hello: { block: 'play', config: { message: '{{ prompt.welcome }} {{ prompt.nothing }}!' }, to: { next: 'bye' } },
      bye: { block: 'hangup' },
    }),
    language,
  })
  const heard: (string | undefined)[] = []
  for (const [at, language] of ['en', 'zh-HK', 'de'].entries()) {
    const { versionId } = await addVersion(house.pool, workspaceId, flow(language))
    const { token } = await addNumber(house.pool, workspaceId, versionId, `+653158000${at}`)
    await house.notify(token, { session: `S${at}`, txn_ref: `AA-C-${at}`, call_state: 'ringing', from: '', to: '' })
    await house.engine.idle()
    heard.push(house.carrier.requests.at(-1)?.params.msg)
  }
  expect(heard).toEqual([
    '<url>http://patchbay.test/prompts/token.mp3</url> !',
    '<speech language="zh">欢迎</speech> !',
    ' !',
  ])
})
