/**
 * Values as text, for the one line between the page and the stand-in that carries only strings.
 * Both functions stand alone, since their sources also run in the page. Kept: undefined, NaN, -0, infinities, bigints, dates,
 * maps, sets, every kind of byte view, errors with the names that structured cloning knows, shared references and cycles.
 */

export function encode(root: unknown): string {
  const rows: unknown[] = []
  const seen = new Map<object, number>()
  const put = (value: unknown): number => {
    if (typeof value === 'object' && value !== null) {
      const known = seen.get(value)
      if (known !== undefined) return known
    }
    const at = rows.push(null) - 1
    if (typeof value === 'object' && value !== null) seen.set(value, at)
    rows[at] = row(value)
    return at
  }
  const bytes = (buffer: ArrayBufferLike, from: number, length: number): string => {
    let text = ''
    for (const byte of new Uint8Array(buffer, from, length)) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const row = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return ['v', value]
    if (value === undefined) return ['u']
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? ['v', value] : ['n', Object.is(value, -0) ? '-0' : String(value)]
    if (typeof value === 'bigint') return ['b', String(value)]
    if (typeof value !== 'object') throw new TypeError('An object could not be cloned.')
    if (Array.isArray(value)) return ['a', Array.from(value, put)]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof Map) return ['m', [...value].map(([key, inner]) => [put(key), put(inner)])]
    if (value instanceof Set) return ['s', [...value].map(put)]
    if (value instanceof ArrayBuffer) return ['y', 'ArrayBuffer', bytes(value, 0, value.byteLength)]
    if (ArrayBuffer.isView(value)) return ['y', Object.prototype.toString.call(value).slice(8, -1), bytes(value.buffer, value.byteOffset, value.byteLength)]
    if (value instanceof Error) return ['e', value.name, value.message]
    return ['o', Object.entries(value).map(([key, inner]) => [key, put(inner)])]
  }
  put(root)
  return JSON.stringify(rows)
}

export function decode(text: string): unknown {
  const rows = JSON.parse(text) as Array<[string, ...never[]]>
  const done = new Map<number, unknown>()
  const keep = <T>(at: number, value: T): T => { done.set(at, value); return value }
  const take = (at: number): unknown => {
    if (done.has(at)) return done.get(at)
    const [kind, one, two] = rows[at]! as unknown as [string, never, never]
    if (kind === 'v') return one
    if (kind === 'u') return undefined
    if (kind === 'n') return Number(one)
    if (kind === 'b') return BigInt(one)
    if (kind === 'd') return keep(at, new Date(one))
    if (kind === 'e') {
      const Kind = (globalThis as unknown as Record<string, ErrorConstructor>)[one] ?? Error
      return keep(at, new Kind(two))
    }
    if (kind === 'y') {
      const raw = Uint8Array.from(atob(two), (letter) => letter.charCodeAt(0)).buffer
      const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[one]!
      return keep(at, one === 'ArrayBuffer' ? raw : new View(raw))
    }
    if (kind === 'a') {
      const list = keep(at, [] as unknown[])
      for (const inner of one as number[]) list.push(take(inner))
      return list
    }
    if (kind === 'm') {
      const map = keep(at, new Map<unknown, unknown>())
      for (const [key, inner] of one as Array<[number, number]>) map.set(take(key), take(inner))
      return map
    }
    if (kind === 's') {
      const set = keep(at, new Set<unknown>())
      for (const inner of one as number[]) set.add(take(inner))
      return set
    }
    const object = keep(at, {} as Record<string, unknown>)
    for (const [key, inner] of one as Array<[string, number]>) {
      // As cloning does: a key called __proto__ is a plain key.
      Object.defineProperty(object, key, { value: take(inner), writable: true, enumerable: true, configurable: true })
    }
    return object
  }
  return take(0)
}
