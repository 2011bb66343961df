import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

/** Stands in for the voice, which a browser without a screen does not have; what it was asked to say is kept. */
const voice = () => {
  const said: { text: string; language: string; male: boolean }[] = []
  const speechSynthesis = {
    speak: ({ text, lang, pitch }: SpeechSynthesisUtterance) => said.push({ text, language: lang, male: pitch < 1 }),
    cancel: () => {},
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis })
  Object.assign(window, { said })
}

test('a phone number is written as people do, kept as phones dial it, and says why it can’t be', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Put through')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Transfer')
  const number = editor.settings.getByLabel('Number', { exact: true })

  await number.pressSequentially('+65 6123-45')
  await expect(number).toHaveValue('+65 6123-45')
  await number.blur()
  await expect(number).toHaveValue('+65612345')
  await expect(number).toHaveAttribute('aria-invalid', 'true')
  await expect(number).toHaveAccessibleDescription(/Too short for Singapore\./)

  await number.fill('0065 (6123) 4567')
  await number.blur()
  await expect(number).toHaveValue('+6561234567')
  await expect(number).toHaveAccessibleDescription('+65 6123 4567 · Singapore (SG)')
  await expect(editor.card('Transfer')).toContainText('To +6561234567')

  await number.fill('{{ caller }}')
  await number.blur()
  await expect(number).toHaveValue('{{ caller }}')
  await expect(number).not.toHaveAttribute('aria-invalid')
})

test('a length of time is typed in any way and undone', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Leave a message')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Record')
  const longest = editor.settings.getByLabel('Longest recording')
  await expect(longest).toHaveAttribute('placeholder', '120')

  await longest.pressSequentially('1:30')
  await expect(editor.settings.getByText('1 min 30 s')).toBeVisible()
  await longest.blur()
  await expect(longest).toHaveValue('90')
  await longest.fill('soon')
  await longest.blur()
  await expect(longest).toHaveAccessibleDescription(/No length of time/)
  await expect(longest).toHaveValue('soon')
  await longest.fill('2 min')
  await longest.blur()
  await expect(longest).toHaveValue('120')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(longest).not.toHaveValue('120')
})

test('a message is heard and measured, and gets a language, a voice and a file', async ({ page }) => {
  await page.addInitScript(voice)
  const said = () => page.evaluate(() => Reflect.get(window, 'said'))
  const editor = new EditorPage(page)
  const { settings } = editor
  await editor.create('Two languages')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Play')
  const message = settings.getByLabel('Message', { exact: true })
  await expect(settings.getByRole('button', { name: 'Play', exact: true })).toBeDisabled()
  await expect(settings.getByRole('combobox', { name: 'Language' })).toBeDisabled()

  await message.fill('Welcome to Harbour Bakery, {{ caller }}. 欢迎光临')
  await expect(settings.getByText('about 4 s')).toBeVisible()
  await settings.getByRole('button', { name: 'Play', exact: true }).click()
  expect(await said()).toEqual([
    { text: 'Welcome to Harbour Bakery, +6591234567. 欢迎光临', language: 'en', male: false },
  ])
  await settings.getByRole('button', { name: 'Stop' }).click()

  await message.press('End')
  for (let letter = 0; letter < 4; letter++) await message.press('Shift+ArrowLeft')
  const language = settings.getByRole('combobox', { name: 'Language' })
  await expect(language).toHaveAccessibleDescription('Language and voice of the selected words.')
  await language.click()
  await page.getByRole('option', { name: 'Chinese', exact: true }).click()
  await expect(message).toHaveValue('Welcome to Harbour Bakery, {{ caller }}. <speech language="zh">欢迎光临</speech>')
  await settings.getByRole('combobox', { name: 'Voice' }).click()
  await page.getByRole('option', { name: 'Male', exact: true }).click()
  await expect(message).toHaveValue(/<speech language="zh" gender="male">欢迎光临<\/speech>$/)
  await expect(editor.card('Play')).toContainText('“Welcome to Harbour Bakery, caller. 欢迎光临”')

  await settings.getByRole('button', { name: 'Audio file…' }).click()
  const address = settings.getByLabel('Address of the audio file')
  await expect(address).toBeFocused()
  await address.fill('welcome.mp3')
  await address.press('Enter')
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await address.fill('https://example.com/welcome.ogg')
  await expect(settings.getByText('This address ends like none of them.')).toBeVisible()
  await address.fill('https://example.com/welcome.mp3?a=1&b=2')
  await axeFindsNothing(page)
  // What follows a change of the same field within a second is undone with it.
  await page.waitForTimeout(1_100)
  await address.press('Enter')
  await expect(message).toHaveValue(/<\/speech><url>https:\/\/example\.com\/welcome\.mp3\?a=1&amp;b=2<\/url>$/)
  await expect(message).toBeFocused()
  await expect(settings.getByText('about 3 s and a file')).toBeVisible()
  await editor.saved()

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(message).toHaveValue(/<\/speech>$/)
})
