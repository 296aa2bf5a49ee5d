import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPack, type Pack } from '../../shared/pack.ts'
import type { Loader } from '../knowledge/loader.ts'
import { packIntents, packLoaders } from '../knowledge/packs/packLoaders.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { OwnIntent } from '../../shared/understanding.ts'

/** The packs that lie in the folder that comes with Casement. */
export interface PackBook {
  /** Every pack, switched on or not. */
  all(): readonly Pack[]
  /** What the packs of these ids bring; the same object while nothing changed. */
  of(ids: readonly string[]): PackParts
}

export interface PackParts { readonly intents: readonly OwnIntent[]; readonly loaders: readonly Loader[] }

const noParts: PackParts = { intents: [], loaders: [] }

/** Reads a pack's file when it is first asked for, and anew when what was read is older than the pack allows. A file that is no pack is left out, and the log says why once. */
export function createPackBook(folder: string, clock: Pick<Clock, 'now' | 'elapsed'>, log: Pick<Log, 'warn'>): PackBook {
  const told = new Set<string>()
  let names: readonly string[] | null = null
  const kept = new Map<string, { readonly pack: Pack; readonly content: string; readonly until: number }>()
  let made: { readonly from: readonly (Pack | undefined)[]; readonly parts: PackParts } = { from: [], parts: noParts }

  const tell = (name: string, why: string) => {
    if (told.has(name)) return
    told.add(name)
    log.warn(`the pack ${name} cannot be used: ${why}`)
  }
  const read = (name: string): Pack | null => {
    const known = kept.get(name)
    if (known !== undefined && clock.elapsed() < known.until) return known.pack
    try {
      const content = readFileSync(join(folder, name), 'utf8')
      const isSame = known?.content === content
      const { pack, problems } = isSame ? { pack: known!.pack, problems: [] } : readPack(JSON.parse(content))
      const wrong = pack === null ? problems.join(' ') : name === `${pack.id}.json` ? null : `its file must be called ${pack.id}.json`
      if (pack === null || wrong !== null) { kept.delete(name); tell(name, wrong!); return null }
      kept.set(name, { pack, content, until: clock.elapsed() + pack.cacheSeconds * 1000 })
      return pack
    } catch (error) {
      kept.delete(name)
      tell(name, String(error))
      return null
    }
  }
  const list = (): readonly string[] => {
    try { return names ??= readdirSync(folder).filter((name) => name.endsWith('.json')).sort() } catch { return names = [] }
  }
  return {
    all: () => list().flatMap((name) => read(name) ?? []),
    of(ids) {
      if (ids.length === 0) return noParts
      const packs = list().filter((name) => ids.includes(name.replace(/\.json$/u, ''))).flatMap((name) => read(name) ?? [])
      if (packs.length === made.from.length && packs.every((pack, at) => pack === made.from[at])) return made.parts
      made = { from: packs, parts: { intents: packs.flatMap(packIntents), loaders: packs.flatMap((pack) => packLoaders(pack, clock.now())) } }
      return made.parts
    },
  }
}
