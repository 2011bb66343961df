/** A short id that none of the others has: `a7k2`. Lines join by it, so it never changes. */
export function freshId(others: ReadonlyArray<{ id: string }>): string {
  for (;;) {
    const id = Math.random().toString(36).slice(2, 6)
    if (id.length === 4 && !others.some((other) => other.id === id)) return id
  }
}
