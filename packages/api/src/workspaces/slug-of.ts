const longest = 40

/** What a workspace's addresses begin with: its name in small letters, digits and dashes; `workspace` if nothing is left of it. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  return slug || 'workspace'
}

/** Whether a workspace's addresses can begin with it at all: what cannot need not be looked for. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text)
}
