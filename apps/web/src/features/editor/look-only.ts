import type { FlowStore } from './flow-store'

/**
 * The same flow for whoever may look at it and not change it: nothing that they do is an edit, by whichever way it comes. What others
 * save is still taken in.
 */
export function lookOnly(flow: FlowStore): FlowStore {
  const nothing = () => undefined
  return Object.assign(flow, {
    edit: nothing,
    undo: nothing,
    redo: nothing,
    configure: nothing,
    remove: nothing,
    connect: () => lookOnlySentence,
  })
}

export const lookOnlySentence = 'You can look at this flow. Builders and owners change it.'
