import { axeFindsNothing } from './axe'
import { findBrowser } from './find-browser'
import { expect, test } from './test'

const browser = await findBrowser()

test.use({
  permissions: ['microphone'],
  launchOptions: {
    ...browser,
    args: [...(browser.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
})

/** A WAV of silence: 8,000 samples a second, 16 bit, mono. */
function wav(seconds: number): Buffer {
  const head = Buffer.from('524946460000000057415645666d74201000000001000100401f0000803e000002001000', 'hex')
  const data = Buffer.alloc(8 + seconds * 16_000)
  data.write('data')
  data.writeUInt32LE(seconds * 16_000, 4)
  const file = Buffer.concat([head, data])
  file.writeUInt32LE(file.length - 8, 4)
  return file
}

const sound = (name: string, seconds: number) => ({ name, mimeType: 'audio/wav', buffer: wav(seconds) })

test('a prompt gets a recording, another one, a text and one of the microphone; what was heard before is brought back', async ({
  page,
  request,
}) => {
  await page.goto('/prompts')
  await page.getByRole('button', { name: 'New prompt…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Warm welcome')
  await expect(dialog.getByLabel('Key')).toHaveValue('warm_welcome')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Warm welcome' })).toBeVisible()
  await expect(page.getByText('{{ prompt.warm_welcome }}')).toBeVisible()

  await page.getByLabel('Add a language').click()
  await page.getByRole('option', { name: 'English', exact: true }).click()
  const english = page.getByRole('region', { name: 'English', exact: true })
  const file = english.getByLabel('MP3 or WAV file in English')
  await file.setInputFiles({ name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no song') })
  await expect(english.getByRole('alert')).toContainText('no MP3 or WAV')
  await file.setInputFiles(sound('one.wav', 2))
  await expect(english.getByText('0:02 · WAV')).toBeVisible()
  const address = (await english.locator('audio').getAttribute('src')) ?? ''
  const answer = await request.get(address)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'audio/wav'])
  await axeFindsNothing(page)

  await file.setInputFiles(sound('two.wav', 3))
  await expect(english.getByText('0:03 · WAV')).toBeVisible()
  expect((await request.get(address)).status()).toBe(200)

  await english.getByRole('button', { name: 'More about English' }).click()
  await page.getByRole('menuitem', { name: 'History…' }).click()
  const takes = dialog.getByRole('list', { name: 'Takes' }).getByRole('listitem')
  await expect(takes).toHaveCount(2)
  await axeFindsNothing(page)
  await dialog.getByRole('button', { name: 'Bring back take 1' }).click()
  await expect(takes).toHaveCount(3)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(english.getByText('0:02 · WAV')).toBeVisible()

  await english.getByRole('button', { name: 'Record…' }).click()
  await dialog.getByRole('button', { name: 'Start' }).click()
  await expect(dialog.getByText('0:01')).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByLabel('What was recorded')).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toBeHidden()
  await expect(english.getByText(/^0:0[12] · WAV$/)).toBeVisible()
  const recorded = await request.get((await english.locator('audio').getAttribute('src')) ?? '')
  const body = await recorded.body()
  // 16,000 samples a second, mono, and the beeps of the pretended microphone among them.
  expect([body.readUInt32LE(24), body.readUInt16LE(22)]).toEqual([16_000, 1])
  expect(body.subarray(44).some((byte) => byte !== 0)).toBe(true)

  await english.getByRole('button', { name: 'Write text…' }).click()
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Good day, {{ caller }}')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('write plain words')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Good day')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(english.getByText('Good day')).toBeVisible()
  await axeFindsNothing(page)

  await page.getByRole('link', { name: 'Prompts', exact: true }).first().click()
  await expect(page.getByRole('table', { name: 'Prompts' }).getByRole('row')).toHaveCount(2)
  await axeFindsNothing(page)
  await page.getByRole('button', { name: 'More about Warm welcome' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No prompts yet')).toBeVisible()
  expect((await request.get(address)).status()).toBe(404)
})
