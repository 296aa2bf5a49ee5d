import { layers, packageHomes, type Room } from '../layers.ts'

/** The room that owns a file under `src`, by the longest matching entry of the table; null for files outside. */
export function roomOf(path: string): Room | null {
  const inside = path.replaceAll('\\', '/').split('/src/').at(-1) ?? path
  const rooms = (Object.keys(layers) as Room[]).filter((room) => inside === room || inside.startsWith(`${room}/`))
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null
}

/**
 * Why an import is not allowed, or null where it is.
 * @param file path of the importing file, containing `/src/`
 * @param specifier what stands in the import statement
 */
export function refuseImport(file: string, specifier: string): string | null {
  const room = roomOf(file)
  if (room === null) return file.replaceAll('\\', '/').includes('/src/') ? `${file} lies in no room of layers.ts` : null
  const allowed: readonly string[] = layers[room]
  if (specifier.startsWith('node:')) return allowed.includes('node') ? null : `${room} may not use Node (${specifier})`
  if (specifier.startsWith('.')) {
    const target = roomOf(resolve(file, specifier))
    if (target === null || target === room || allowed.includes(target)) return null
    return `${room} may not import ${target}; it may import: ${allowed.join(', ') || 'nothing'}`
  }
  const home = Object.keys(packageHomes).find((name) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`))
  if (home === undefined) return `${specifier} has no home in layers.ts: a new package is a decision`
  return packageHomes[home]!.includes(room) ? null : `${specifier} lives in ${packageHomes[home]!.join(', ')}, not in ${room}`
}

function resolve(file: string, specifier: string): string {
  const parts = file.replaceAll('\\', '/').split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
