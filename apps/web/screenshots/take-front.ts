import type { Browser } from '@playwright/test'
import { FrontHouse } from '../e2e/front-house'
import { frontScenes, welcomeScenes } from './front-scenes'
import { prepareFront } from './prepare-front'
import { contextFor, looks, openPage, takeScenes, wanted } from './take-scenes'

/** What stands before the door, and what only people with accounts have: on a server of its own, first without any owner. */
export async function takeFront(browser: Browser, port: number): Promise<void> {
  const names = [...welcomeScenes, ...frontScenes].map(({ name }) => name)
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) return
  const house = await FrontHouse.start(port)
  try {
    for (const look of looks) {
      const context = await contextFor(browser, house.url, look)
      await takeScenes(context, welcomeScenes, `${look.theme}-${look.width}`, async (page, { act }) => {
        await openPage(page, house.url)
        await act?.(page, { house, invitation: '', careful: house.owner, carefulSession: '' })
      })
      await context.close()
    }
    const places = await prepareFront(house)
    for (const look of looks)
      for (const as of ['nobody', 'owner', 'careful'] as const) {
        const context = await contextFor(browser, house.url, look)
        const theirs = frontScenes.filter((scene) => scene.as === as)
        await takeScenes(context, theirs, `${look.theme}-${look.width}`, async (page, { path, act }) => {
          if (as === 'owner') await context.addCookies(house.cookies(await house.signIn(house.owner)))
          if (as === 'careful') await context.addCookies(house.cookies(places.carefulSession))
          await openPage(page, `${house.url}${path(places)}`)
          await act?.(page, places)
        })
        await context.close()
      }
  } finally {
    await house.app.stop()
  }
}
