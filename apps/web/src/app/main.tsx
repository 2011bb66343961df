import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import './app.css'
import { readSession } from './session'
import { workspaceBase } from './workspace'

/** Who asks decides what there is to draw. An address that names no workspace is one of the first: from here on it says so. */
async function begin(root: HTMLElement): Promise<void> {
  const session = await readSession().catch(() => null)
  if (workspaceBase === '' && session?.place) {
    const { pathname, search, hash } = location
    return location.replace(`/w/${session.place.slug}${pathname}${search}${hash}`)
  }
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

// By this the few style elements that libraries make are let in: the server gives each page one of its own.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
if (nonce) setNonce(nonce)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
void begin(root)
