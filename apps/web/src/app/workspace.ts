/**
 * What the addresses of this page's workspace begin with, such as `/w/my-workspace`: its pages', its procedures' and its files'. It never
 * changes while the page is open: another workspace is another page, so that nothing of one is ever shown in the other.
 */
export const workspaceBase = /^\/w\/[^/]+/.exec(location.pathname)?.[0] ?? ''
