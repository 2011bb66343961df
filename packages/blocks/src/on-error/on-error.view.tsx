import { TriangleAlert } from 'lucide-react'
import { defineView } from '../view'
import { onError } from './on-error.block'

export const onErrorView = defineView(onError, {
  icon: TriangleAlert,
  summary: () => null,
  Settings: () => (
    <p className="text-soft">
      A call comes here once. {'{{ error.block }}'} tells where it broke, and {'{{ error.code }}'} why.
    </p>
  ),
})
