import nlp from 'compromise'
import { findEntities } from '../../memory/entities/findEntities.ts'
import type { Figure } from '../registry.ts'

/** A way to find names in a text; what comes back is compared without regard to case. */
export type NameFinder = (text: string) => string[]

/** Topics are words and no names: sets of names do not ask for them. */
export const finders: Readonly<Record<string, NameFinder>> = {
  ours: (text) => findEntities(text).filter((one) => one.kind !== 'topic').map((one) => one.name),
  compromise: (text) => (nlp(text).topics().out('array') as string[]).map((name) => name.replace(/['’]s$|[^\p{L}\p{N})]+$/gu, '')),
  capitals: (text) => [...text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{M}\p{N}'’-]*)*/gu)].map(([run]) => run.replace(/['’]s$/u, '')),
}

export interface Counts { hits: number; found: number; wanted: number }

/** Adds one comparison of two sets of names. */
export function count(counts: Counts, found: Iterable<string>, wanted: Iterable<string>): void {
  const want = new Set([...wanted].map(plain))
  const got = new Set([...found].map(plain))
  counts.found += got.size
  counts.wanted += want.size
  counts.hits += [...got].filter((name) => want.has(name)).length
}

export const precision = ({ hits, found }: Counts): number => found === 0 ? 0 : hits / found
export const recall = ({ hits, wanted }: Counts): number => wanted === 0 ? 0 : hits / wanted
export const f1 = ({ hits, found, wanted }: Counts): number => found + wanted === 0 ? 0 : (2 * hits) / (found + wanted)

/** One figure over counts of every way. */
export function shareFigure(counts: Readonly<Record<string, Counts>>, value: (one: Counts) => number, goal: number | null): Figure {
  const { ours, ...others } = counts
  return { ours: value(ours!), baselines: Object.fromEntries(Object.entries(others).map(([way, one]) => [way, value(one)])), goal, better: 'higher', unit: 'share' }
}

/** Empty counts for every way to find names. */
export function emptyCounts(): Record<string, Counts> {
  return Object.fromEntries(Object.keys(finders).map((way) => [way, { hits: 0, found: 0, wanted: 0 }]))
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\s+/gu, ' ').trim()
}
