import { readdir } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { createPromptReader } from '@patchbay/engine/prompt-reader'
import { addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../context'
import { refusal, startTestApi, type TestApi } from '../testing'
import { UserError } from '../user-error'
import { mp3Of, wavOf } from './audio.testing'
import { keepRecording } from './keep-recording'
import { openRecording } from './open-recording'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let context: Context

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
  context = house.contextOf(here.workspaceId, 'Mei Tan')
})

async function* file(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
}

const filesKept = () => readdir(house.folder).then((names) => names.length)
const make = (key = 'welcome', name = 'Welcome') => here.api.prompts.create({ key, name })
const record = (id: string, content: Buffer, language = 'en') => keepRecording(context, { id, language }, file(content))
/** What a caller hears, asked anew. */
const heard = (language = 'en') =>
  createPromptReader(house.pool, 'http://x').markup(here.workspaceId, 'welcome', language)

/** The bytes at an address as `prompts.get` and the like give it. */
async function played(address: string): Promise<Buffer | null> {
  const [token = '', ending = ''] = address.replace('/prompts/', '').split('.')
  const content = await (await openRecording(house.deps, { token, ending }))?.read()
  return content ? buffer(content) : null
}

const addressOf = (sound: { kind: string; address?: string } | undefined) => sound?.address ?? 'no file'

describe('a prompt', () => {
  test('has a text in each language', async () => {
    const { id } = await make()
    expect(await heard()).toBeNull()
    const mei = here.as('Mei Tan')
    await mei.prompts.setText({ id, language: 'en', text: ' Good day ', gender: null })
    await mei.prompts.setText({ id, language: 'zh-HK', text: '您好', gender: 'male' })
    expect(await heard()).toBe('Good day')
    expect(await heard('zh-HK')).toBe('<speech language="zh-HK" gender="male">您好</speech>')
    expect(await here.api.prompts.list()).toMatchObject([
      {
        id,
        key: 'welcome',
        name: 'Welcome',
        takes: [
          { language: 'en', createdBy: 'Mei Tan', sound: { kind: 'text', text: 'Good day', gender: null } },
          { language: 'zh-HK', sound: { kind: 'text', text: '您好', gender: 'male' } },
        ],
        usedIn: [],
      },
    ])
  })

  test('has a recording, with its length and an address that nobody can guess', async () => {
    const { id } = await make()
    await record(id, wavOf(1.5))
    const [take] = (await here.api.prompts.get({ id })).takes
    expect(take).toMatchObject({
      createdBy: 'Mei Tan',
      sound: { kind: 'file', mime: 'audio/wav', milliseconds: 1_500, bytes: 24_044 },
    })
    const address = addressOf(take?.sound)
    expect(address).toMatch(/^\/prompts\/[A-Za-z0-9_-]{43}\.wav$/)
    expect(await heard()).toBe(`<url>http://x${address}</url>`)
    expect(await played(address)).toEqual(wavOf(1.5))
    expect(await played(address.replace('.wav', '.mp3'))).toBeNull()
  })

  test('keeps what was heard before, and calls under way go on playing it', async () => {
    const { id } = await make()
    await record(id, wavOf(1))
    const first = addressOf((await here.api.prompts.get({ id })).takes[0]?.sound)
    await record(id, mp3Of(2))
    await here.api.prompts.setText({ id, language: 'en', text: 'Now', gender: null })
    await record(id, wavOf(3), 'de')
    expect(await heard()).toBe('Now')
    expect(await played(first)).toEqual(wavOf(1))
    const history = await here.api.prompts.history({ id, language: 'en' })
    expect(history.map(({ sound }) => (sound.kind === 'file' ? sound.mime : sound.text))).toEqual([
      'Now',
      'audio/mpeg',
      'audio/wav',
    ])
    expect(history.map(({ supersededAt }) => supersededAt === null)).toEqual([true, false, false])
  })

  test('has an older take brought back, as a new one with an address of its own', async () => {
    const { id } = await make()
    await record(id, wavOf(1))
    const files = await filesKept()
    await here.api.prompts.setText({ id, language: 'en', text: 'Now', gender: 'male' })
    const [text, old] = await here.api.prompts.history({ id, language: 'en' })
    await here.as('Jo').prompts.restoreTake({ takeId: old?.id ?? '' })
    const [take] = (await here.api.prompts.get({ id })).takes
    expect(take).toMatchObject({ createdBy: 'Jo', sound: { kind: 'file', milliseconds: 1_000 } })
    expect(addressOf(take?.sound)).not.toBe(addressOf(old?.sound))
    expect(await played(addressOf(take?.sound))).toEqual(wavOf(1))
    await here.api.prompts.restoreTake({ takeId: text?.id ?? '' })
    expect(await heard()).toBe('<speech gender="male">Now</speech>')
    expect(await here.api.prompts.history({ id, language: 'en' })).toHaveLength(4)
    expect(await filesKept()).toBe(files)
  })

  test('loses a language, whose history stays', async () => {
    const { id } = await make()
    await here.api.prompts.setText({ id, language: 'en', text: 'Now', gender: null })
    await here.api.prompts.setText({ id, language: 'de', text: 'Jetzt', gender: null })
    await here.api.prompts.removeLanguage({ id, language: 'de' })
    expect(await heard('de')).toBeNull()
    expect(await here.api.prompts.get({ id })).toMatchObject({ takes: [{ language: 'en' }], pastLanguages: ['de'] })
    expect((await refusal(here.api.prompts.removeLanguage({ id, language: 'de' }))).code).toBe('NOT_FOUND')
    const [take] = await here.api.prompts.history({ id, language: 'de' })
    await here.api.prompts.restoreTake({ takeId: take?.id ?? '' })
    expect(await heard('de')).toBe('<speech language="de">Jetzt</speech>')
  })

  test('two changes at once: one of them is heard, and both are kept', async () => {
    const { id } = await make()
    const set = (text: string) => here.api.prompts.setText({ id, language: 'en', text, gender: null })
    await Promise.all(['a', 'b', 'c', 'd'].map(set))
    expect((await here.api.prompts.get({ id })).takes).toHaveLength(1)
    expect(await here.api.prompts.history({ id, language: 'en' })).toHaveLength(4)
  })

  test('is renamed, and has a key of its own', async () => {
    const { id } = await make()
    await here.api.prompts.rename({ id, name: 'Greeting' })
    expect(await here.api.prompts.get({ id })).toMatchObject({ name: 'Greeting', key: 'welcome' })
    expect(await refusal(make())).toMatchObject({ userCode: 'key-taken', message: expect.stringContaining('welcome') })
    const other = await house.enter()
    await other.api.prompts.create({ key: 'welcome', name: 'Theirs' })
  })

  test('goes with all its files', async () => {
    const { id } = await make()
    const before = await filesKept()
    await record(id, wavOf(1))
    await record(id, wavOf(2))
    await record(id, mp3Of(1), 'zh')
    const address = addressOf((await here.api.prompts.get({ id })).takes[0]?.sound)
    await here.api.prompts.remove({ id })
    expect(await here.api.prompts.list()).toEqual([])
    expect(await played(address)).toBeNull()
    expect(await filesKept()).toBe(before)
  })

  test('is nobody else’s', async () => {
    const { id } = await make()
    await here.api.prompts.setText({ id, language: 'en', text: 'Mine', gender: null })
    const [take] = (await here.api.prompts.get({ id })).takes
    const other = await house.enter()
    expect(await other.api.prompts.list()).toEqual([])
    for (const ask of [
      () => other.api.prompts.get({ id }),
      () => other.api.prompts.history({ id, language: 'en' }),
      () => other.api.prompts.rename({ id, name: 'Mine' }),
      () => other.api.prompts.remove({ id }),
      () => other.api.prompts.setText({ id, language: 'en', text: 'Theirs', gender: null }),
      () => other.api.prompts.removeLanguage({ id, language: 'en' }),
      () => other.api.prompts.restoreTake({ takeId: take?.id ?? '' }),
    ])
      expect((await refusal(ask())).code).toBe('NOT_FOUND')
    const theirs = { ...context, workspaceId: other.workspaceId }
    await expect(keepRecording(theirs, { id, language: 'en' }, file(wavOf(1)))).rejects.toMatchObject({
      userCode: 'no-prompt',
    })
    expect(await heard()).toBe('Mine')
  })
})

describe('refused in a sentence, and nothing of it kept:', () => {
  test.each<[string, Buffer, string]>([
    ['no audio', Buffer.from('MP3 in name only'), 'not-audio'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['eleven minutes', mp3Of(660), 'too-long'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, wavOf(1)), 'too-large'],
  ])('%s', async (_, content, userCode) => {
    const { id } = await make()
    const before = await filesKept()
    await expect(record(id, content)).rejects.toMatchObject({ userCode })
    expect(await filesKept()).toBe(before)
    expect((await here.api.prompts.get({ id })).takes).toEqual([])
  })

  test('a file for a prompt that is removed meanwhile', async () => {
    const { id } = await make()
    const before = await filesKept()
    async function* slowly() {
      yield* file(wavOf(1))
      await here.api.prompts.remove({ id })
    }
    await expect(keepRecording(context, { id, language: 'en' }, slowly())).rejects.toBeInstanceOf(UserError)
    expect(await filesKept()).toBe(before)
  })

  test('a fifth file at once', async () => {
    const { id } = await make()
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => record(id, wavOf(1))))
    expect(all.map(({ status }) => status)).toEqual([...Array.from({ length: 4 }, () => 'fulfilled'), 'rejected'])
    expect(all[4]).toMatchObject({ reason: { userCode: 'busy' } })
  })

  test.each<[Partial<{ text: string; language: string }>, RegExp]>([
    [{ text: '' }, /Write what/],
    [{ text: '  ' }, /Write what/],
    [{ text: 'Hello {{ caller }}' }, /plain words/],
    [{ text: 'x'.repeat(801) }, /800/],
    [{ text: 'half \ud800' }, /invisible/],
    [{ language: 'xx' }, /does not speak/],
  ])('the text %#', async (wrong, message) => {
    const { id } = await make()
    const asked = { id, language: 'en', text: 'Hello', gender: null, ...wrong }
    const refused = await refusal(here.api.prompts.setText(asked))
    expect(refused.code).toBe('BAD_REQUEST')
    expect(refused.message).toMatch(message)
  })
})

describe('where a prompt is used', () => {
  const saying = (message: string) =>
    drawFlow({ start: { block: 'answer', to: { next: 'hello' } }, hello: { block: 'play', config: { message } } })

  test.each(['{{ prompt.welcome }}', 'Hi {{prompt.welcome}}!', '{% if x %}{{ prompt["welcome"] }}{% endif %}'])(
    '%s names it',
    async (message) => {
      const { id } = await make()
      await addVersion(house.pool, here.workspaceId, saying(message), 'Front desk')
      expect((await here.api.prompts.get({ id })).usedIn).toMatchObject([{ flowName: 'Front desk', draft: true }])
    },
  )

  test('a used prompt is not removed, and the flows are named', async () => {
    const { id } = await make()
    await record(id, wavOf(1))
    const before = await filesKept()
    await addVersion(house.pool, here.workspaceId, saying('{{ prompt.welcome }}'), 'Front desk')
    expect(await refusal(here.api.prompts.remove({ id }))).toMatchObject({
      code: 'PRECONDITION_FAILED',
      userCode: 'in-use',
      message: expect.stringContaining('“Front desk”'),
    })
    expect(await filesKept()).toBe(before)
  })

  test('other keys, other words and other workspaces don’t count', async () => {
    const { id } = await make()
    for (const message of ['{{ prompt.welcome_back }}', 'A prompt.welcome', '{{ my_prompt.welcome }}', '{{ prompt }}'])
      await addVersion(house.pool, here.workspaceId, saying(message))
    const other = await house.enter()
    await addVersion(house.pool, other.workspaceId, saying('{{ prompt.welcome }}'))
    expect((await here.api.prompts.get({ id })).usedIn).toEqual([])
    await here.api.prompts.remove({ id })
  })
})
