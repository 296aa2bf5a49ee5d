/** How a cache in memory stands: what it holds, what it may hold, and how often it knew an answer since the start. */
export interface CacheFigures { readonly name: string; readonly entries: number; readonly bytes: number; readonly mostBytes: number; readonly hits: number; readonly misses: number }

/** Values by text, bounded by the bytes that both take; what was used longest ago leaves first. */
export interface ByteCache<V> {
  /** Makes it new again; counts as a hit or a miss. */
  get(key: string): V | undefined
  /** Keeps a value, unless it alone is larger than the whole cache. */
  put(key: string, value: V): void
  /** Forgets a value; where `value` is given, only if that very one is kept. */
  drop(key: string, value?: V): void
  clear(): void
  figures(): CacheFigures
}

export interface ByteCacheOptions<V> {
  /** What it is called where people see it. */
  readonly name: string
  readonly mostBytes: number
  /** Bytes of a value, without its key. */
  readonly sizeOf: (value: V) => number
}

/** What an entry costs beside key and value: its places in the map. */
const entryBytes = 96

/** An empty cache; nothing has to be closed. */
export function createByteCache<V>({ name, mostBytes, sizeOf }: ByteCacheOptions<V>): ByteCache<V> {
  const kept = new Map<string, { readonly value: V; readonly bytes: number }>()
  let bytes = 0
  let hits = 0
  let misses = 0

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }

  return {
    get(key) {
      const found = kept.get(key)
      if (found === undefined) { misses++; return undefined }
      hits++
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    put(key, value) {
      drop(key)
      const size = key.length * 2 + sizeOf(value) + entryBytes
      if (size > mostBytes) return
      kept.set(key, { value, bytes: size })
      bytes += size
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
    drop(key, value) { if (value === undefined || kept.get(key)?.value === value) drop(key) },
    clear() {
      kept.clear()
      bytes = 0
    },
    figures: () => ({ name, entries: kept.size, bytes, mostBytes, hits, misses }),
  }
}

/** Several caches of one kind as one line. */
export function sumFigures(name: string, all: readonly CacheFigures[]): CacheFigures {
  const sum = (of: (one: CacheFigures) => number) => all.reduce((total, one) => total + of(one), 0)
  return { name, entries: sum((one) => one.entries), bytes: sum((one) => one.bytes), mostBytes: sum((one) => one.mostBytes), hits: sum((one) => one.hits), misses: sum((one) => one.misses) }
}
