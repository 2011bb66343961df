import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import './app.css'
import { isBeforeTheDoor } from './door'
import { readSession } from './session'
import { Unreachable } from './unreachable'
import { isWayIn, wantedPath } from './wanted-path'
import { workspaceBase } from './workspace'

/**
 * Who asks decides what there is to draw. An address that names no workspace is one of the first: from here on it says so. Whoever
 * is signed in has no way in to look at.
 */
async function begin(root: HTMLElement): Promise<void> {
  const session = await readSession().catch(() => null)
  const { pathname } = location
  if (session?.person && isWayIn(pathname)) return location.replace(wantedPath())
  if (session?.place && workspaceBase === '' && !isBeforeTheDoor(pathname))
    return location.replace(`/w/${session.place.slug}${wantedPath()}`)
  createRoot(root).render(<StrictMode>{session ? <App /> : <Unreachable />}</StrictMode>)
}

// By this the few style elements that libraries make are let in: the server gives each page one of its own.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
if (nonce) setNonce(nonce)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
void begin(root)
