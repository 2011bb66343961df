import { toast } from '@patchbay/ui/toast'
import { sentenceOf } from '../../app/trpc'
import { saveAll } from '../../app/unsaved'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { goOn } from './go-on'

/** Signs out, once what is unsaved is saved, and goes on at a path of ours. Says so where it did not work. */
export async function signOut(next: string): Promise<void> {
  await saveAll()
  try {
    await askAuth(authClient.signOut())
  } catch (error) {
    toast.error(sentenceOf(error))
    return
  }
  goOn(next)
}
