/**
 * A cache of at most `size` answers; the one that was asked for longest ago goes first. Askers at the same moment share
 * one load; a load that fails is forgotten, so that the next asker tries again.
 */
export class BoundedCache<T> {
  private readonly kept = new Map<string, Promise<T>>()

  constructor(
    private readonly size: number,
    private readonly load: (key: string) => Promise<T>,
  ) {}

  get(key: string): Promise<T> {
    const known = this.kept.get(key)
    if (known) {
      // A Map keeps the order of insertion: what is used moves to the end.
      this.kept.delete(key)
      this.kept.set(key, known)
      return known
    }
    const loading = this.load(key)
    this.kept.set(key, loading)
    loading.catch(() => {
      if (this.kept.get(key) === loading) this.kept.delete(key)
    })
    const [oldest] = this.kept.keys()
    if (this.kept.size > this.size && oldest !== undefined) this.kept.delete(oldest)
    return loading
  }
}
