import type { Page } from '@playwright/test'
import { type FrontHouse, openAccountMenu, type Somebody, signInOn } from '../e2e/front-house'

/** People and links that the scenes look at. */
export type FrontPlaces = {
  house: FrontHouse
  /** An address that invites somebody. */
  invitation: string
  /** Somebody who is asked for a code beside their password. */
  careful: Somebody
  /** The cookies of a session of theirs, as a header has them. */
  carefulSession: string
}

export type FrontScene = {
  name: string
  path: (places: FrontPlaces) => string
  /** Who looks. */
  as: 'nobody' | 'owner' | 'careful'
  act?: (page: Page, places: FrontPlaces) => Promise<void>
}

/** What somebody sees before there is any owner. */
export const welcomeScenes: readonly Pick<FrontScene, 'name' | 'act'>[] = [
  { name: 'welcome' },
  {
    name: 'welcome-refused',
    act: async (page) => {
      await page.getByLabel('Your name').fill('Olive Ong')
      await page.getByLabel('E-mail').fill('olive@merlion')
      await page.getByLabel('Password', { exact: true }).fill('olive')
      await page.getByRole('button', { name: 'Begin' }).click()
    },
  },
]

const dialog = (page: Page) => page.getByRole('dialog').waitFor()
const inviteLink = async (page: Page) => {
  await page.getByRole('button', { name: 'Invite…' }).click()
  await page.getByRole('dialog').getByLabel('E-mail').fill('ines@merlion.example')
}

/** The pages before the door, and those that only people with an account have. */
export const frontScenes: readonly FrontScene[] = [
  { name: 'sign-in', path: () => '/', as: 'nobody' },
  {
    name: 'sign-in-refused',
    path: () => '/',
    as: 'nobody',
    act: async (page) => {
      await signInOn(page, { name: '', email: 'nobody@merlion.example', password: 'a wrong password' })
      await page.getByText(/don’t go together/).waitFor()
    },
  },
  {
    name: 'sign-in-forgot',
    path: () => '/',
    as: 'nobody',
    act: (page) => page.getByRole('button', { name: 'Forgot it?' }).click(),
  },
  {
    name: 'sign-in-code',
    path: () => '/',
    as: 'nobody',
    act: async (page, { careful }) => {
      await signInOn(page, careful)
      await page.getByLabel('Code', { exact: true }).waitFor()
    },
  },
  { name: 'join', path: ({ invitation }) => invitation, as: 'nobody' },
  { name: 'join-gone', path: () => '/join?token=nothing', as: 'nobody' },
  { name: 'join-somebody-else', path: ({ invitation }) => invitation, as: 'owner' },
  { name: 'reset', path: () => '/reset?token=something', as: 'nobody' },
  { name: 'no-workspace', path: () => '/w/nowhere/flows', as: 'owner' },
  {
    name: 'account-menu',
    path: () => '/flows',
    as: 'owner',
    act: async (page) => {
      await openAccountMenu(page)
      await dialog(page)
    },
  },
  {
    name: 'workspace-new',
    path: () => '/flows',
    as: 'owner',
    act: async (page) => {
      await openAccountMenu(page)
      await page.getByRole('button', { name: 'New workspace…' }).click()
      await page.getByRole('dialog').getByLabel('Name').waitFor()
    },
  },
  { name: 'account', path: () => '/account', as: 'owner' },
  {
    name: 'account-sessions',
    path: () => '/account',
    as: 'owner',
    act: (page) =>
      page.getByRole('region', { name: 'Where you are signed in' }).evaluate((part) => part.scrollIntoView()),
  },
  {
    name: 'account-two-step',
    path: () => '/account',
    as: 'owner',
    act: async (page, { house }) => {
      await page.getByRole('button', { name: 'Set it up…' }).click()
      await page.getByLabel('Your password').fill(house.owner.password)
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('img', { name: 'QR code to scan with the app' }).waitFor()
    },
  },
  {
    name: 'account-recovery-codes',
    path: () => '/account',
    as: 'careful',
    act: async (page, { careful }) => {
      await page.getByRole('button', { name: 'New recovery codes…' }).click()
      await page.getByLabel('Your password').fill(careful.password)
      await page.getByRole('button', { name: 'Make new codes' }).click()
      await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
    },
  },
  { name: 'members', path: () => '/settings/members', as: 'owner' },
  { name: 'members-as-builder', path: () => '/settings/members', as: 'careful' },
  {
    name: 'members-invite',
    path: () => '/settings/members',
    as: 'owner',
    act: inviteLink,
  },
  {
    name: 'members-invited',
    path: () => '/settings/members',
    as: 'owner',
    act: async (page) => {
      await inviteLink(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
      await page.getByText('It is not shown again.', { exact: false }).waitFor()
    },
  },
  { name: 'settings-as-builder', path: () => '/settings/workspace', as: 'careful' },
  {
    name: 'signed-out',
    path: () => '/flows',
    as: 'owner',
    act: async (page) => {
      await page.getByRole('link', { name: 'Front desk', exact: true }).click()
      await page.getByText('Main menu').first().waitFor()
      await page.context().clearCookies()
      await page.getByRole('dialog', { name: 'You are signed out' }).waitFor({ timeout: 20_000 })
    },
  },
]
