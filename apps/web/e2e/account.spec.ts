import type { Page } from '@playwright/test'
import { TOTP, URI } from 'otpauth'
import { axeFindsNothing } from './axe'
import { openAccountMenu, signInOn } from './front-house'
import { expect, test } from './front-test'

/** A device that keeps passkeys. `touch`: whether somebody keeps their finger on it; else it waits, as browsers do. */
async function addAuthenticator(page: Page): Promise<{ touch: (enabled: boolean) => Promise<void> }> {
  await page.addInitScript(() => {
    const { credentials } = navigator
    const get = credentials.get.bind(credentials)
    credentials.get = (options) => {
      if (options?.mediation === 'conditional') document.documentElement.dataset.passkeyOffered = ''
      return get(options)
    }
  })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    touch: async (enabled) => {
      await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
  }
}

test('a passkey is added, named, signed in with, and removed', async ({ browser, house }) => {
  const { page, context } = await house.enter(browser, await house.join('Pia Kee', 'builder'))
  const device = await addAuthenticator(page)
  await page.goto('/account')
  const passkeys = page.getByRole('region', { name: 'Passkeys' })
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(passkeys.getByRole('list', { name: 'Passkeys' })).toContainText('Chrome on Linux')
  await passkeys.getByRole('button', { name: 'Rename Chrome on Linux' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Desk computer')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(passkeys.getByRole('list', { name: 'Passkeys' })).toContainText('Desk computer')
  // A device that has one already says so.
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(passkeys.getByRole('alert')).toContainText('There is a passkey of yours on this device already.')

  const signInAgain = async () => {
    await device.touch(false)
    await openAccountMenu(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    // The page's own offer is waiting by then. A finger that comes after a question is not felt by this device.
    await expect(page.locator('html[data-passkey-offered]')).toBeAttached()
    await device.touch(true)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  }
  await signInAgain()
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible()

  await page.goto('/account')
  await passkeys.getByRole('button', { name: 'Remove Desk computer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(passkeys.getByText('None yet.')).toBeVisible()
  await signInAgain()
  await expect(page.getByText(/This passkey is not known here/)).toBeVisible()
  await context.close()
})

test('two-step sign-in is set up, asked for, and got past with a recovery code', async ({ browser, house }) => {
  const tom = await house.join('Tom Ota', 'builder')
  const { page, context } = await house.enter(browser, tom)
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Two-step sign-in' })
  await section.getByRole('button', { name: 'Set it up…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not my password')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByLabel('Your password')).toHaveAccessibleDescription(/This is not your password/)
  await dialog.getByLabel('Your password').fill(tom.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code to scan with the app' })).toBeVisible()
  await axeFindsNothing(page, '[role=dialog]')
  const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '')
  const app = URI.parse(`otpauth://totp/Patchbay?secret=${secret}`)
  if (!(app instanceof TOTP)) throw new Error('The secret is of another kind.')
  // No code twice: the one before the one that is shown, that one, the one after.
  let used = -1
  const nextCode = () => app.generate({ timestamp: Date.now() + 30_000 * used++ })
  await dialog.getByLabel('Code', { exact: true }).fill('000000')
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await expect(dialog.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/This code is not right/)
  await dialog.getByLabel('Code', { exact: true }).fill(nextCode())
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  const codes = dialog.getByRole('list', { name: 'Recovery codes' })
  await expect(codes).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(codes).toBeVisible()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('patchbay-recovery-codes.txt')
  const [code = ''] = await codes.getByRole('listitem').allTextContents()
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await expect(section.getByText('on', { exact: true })).toBeVisible()

  const leave = async () => {
    await openAccountMenu(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signInOn(page, tom)
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  }
  const inside = page.getByRole('heading', { level: 1, name: 'Flows' })
  await leave()
  await axeFindsNothing(page)
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('autocomplete', 'one-time-code')
  await page.getByLabel('Code', { exact: true }).fill(nextCode())
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(inside).toBeVisible()

  await leave()
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await page.getByLabel('Recovery code').fill(code)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(inside).toBeVisible()
  await leave()
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await page.getByLabel('Recovery code').fill(code)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(/was used before/)
  await page.getByRole('button', { name: 'Use the app instead' }).click()
  await page.getByLabel('Code', { exact: true }).fill(nextCode())
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(inside).toBeVisible()

  await page.goto('/account')
  await section.getByRole('button', { name: 'New recovery codes…' }).click()
  await dialog.getByLabel('Your password').fill(tom.password)
  await dialog.getByRole('button', { name: 'Make new codes' }).click()
  await expect(codes).toBeVisible()
  await expect(codes).not.toContainText(code)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await section.getByRole('button', { name: 'Switch off…' }).click()
  await dialog.getByLabel('Your password').fill(tom.password)
  await dialog.getByRole('button', { name: 'Switch off' }).click()
  await expect(section.getByText('off', { exact: true })).toBeVisible()
  await context.close()
})

test('a session that is ended on one device ends on the other', async ({ browser, house }) => {
  const sam = await house.join('Sam Ito', 'builder')
  const here = await house.enter(browser, sam)
  const there = await house.enter(browser, sam)
  const elsewhere = await house.enter(browser, sam)
  await there.page.goto('/flows')
  await here.page.goto('/account')
  const sessions = here.page.getByRole('region', { name: 'Where you are signed in' })
  await expect(sessions.getByText('this one')).toHaveCount(1)
  await expect(sessions.getByRole('listitem').first()).toContainText('Chrome on Linux')
  const others = sessions.getByRole('button', { name: /^End the session of/ })
  await expect(others).toHaveCount(2)
  await others.first().click()
  await expect(others).toHaveCount(1)
  await sessions.getByRole('button', { name: 'End all others' }).click()
  await expect(others).toHaveCount(0)
  await there.page.getByRole('link', { name: 'Numbers' }).click()
  await expect(there.page.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  await here.page.reload()
  await expect(sessions.getByText('this one')).toBeVisible()
  await elsewhere.page.goto('/flows')
  await expect(elsewhere.page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  for (const { context } of [here, there, elsewhere]) await context.close()
})

test('name and password are changed, and the old password is no good any more', async ({ browser, house }) => {
  const nia = await house.join('Nia Lau', 'builder')
  const { page, context } = await house.enter(browser, nia)
  await page.goto('/account')
  await page.getByLabel('Your name').fill('Nia Lau-Bell')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('button', { name: /^Account: Nia Lau-Bell/ })).toBeVisible()
  const section = page.getByRole('region', { name: 'Password', exact: true })
  await section.getByLabel('Password now').fill('not my password')
  await section.getByLabel('New password').fill('forty-two teapots')
  await section.getByRole('button', { name: 'Change password' }).click()
  await expect(section.getByLabel('Password now')).toHaveAccessibleDescription(/This is not your password/)
  await section.getByLabel('Password now').fill(nia.password)
  await section.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('The new password is set.')).toBeVisible()
  await openAccountMenu(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInOn(page, nia)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/don’t go together/)

  // And who forgets it gets a link, which stands in the log where no mail is sent.
  await page.getByRole('button', { name: 'Forgot it?' }).click()
  await expect(page.getByLabel('E-mail')).toHaveValue(nia.email)
  await page.getByRole('button', { name: 'Ask for a link' }).click()
  await expect(page.getByRole('status')).toContainText('there is a link for them in the server’s log')
  const links = /http:\/\/localhost:\d+\/reset\?token=[\w-]+/g
  await expect.poll(() => house.app.printed().match(links)?.length ?? 0).toBeGreaterThan(0)
  const link = house.app.printed().match(links)?.at(-1) ?? ''
  await page.goto(link)
  await page.getByLabel('New password').fill('sixty-one saucers')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('status')).toContainText('You are signed out everywhere')
  await page.goto(link)
  await page.getByLabel('New password').fill('sixty-two saucers')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('alert')).toContainText('This link is used up or too old')
  await page.goto('/')
  await signInOn(page, { ...nia, password: 'sixty-one saucers' })
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible()
  await context.close()
})

test('who tries too often is told when to come back', async ({ page, house }) => {
  const kim = await house.join('Kim Ho', 'viewer')
  await page.goto('/')
  const password = page.getByLabel('Password', { exact: true })
  for (let tries = 0; tries < 10; tries++) {
    await signInOn(page, { ...kim, password: `wrong ${tries}` })
    await expect(password).toHaveAccessibleDescription(/don’t go together/)
    await password.fill('')
  }
  await signInOn(page, kim)
  await expect(page.getByRole('alert')).toContainText(/Try again in \d+ (seconds|minutes)\./)
})
