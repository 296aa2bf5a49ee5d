import type { Context, RegionUse } from '../../../shared/piece.ts'
import { regions } from '../../../shared/names.ts'
import type { Region } from '../../../shared/words.ts'
import { formatAmount, formatCount, formatShort } from '../../state/formats.ts'
import { regionWords } from './names.ts'

/** One part of the window: a region, the model's own framing of messages, free space, or the answer's reserve. */
export type Segment = {
  key: Region | 'framing' | 'free' | 'reserve'
  name: string
  tokens: number
  /** Of the whole window, 0 to 1. */
  share: number
}

/**
 * The window cut into its parts, in reading order; the parts always add up to the window.
 * Framing is what the prompt takes beyond its pieces: role marks and separators of the model's chat format.
 */
export function cutWindow(context: Context): Segment[] {
  const kept = new Map(context.regions.map((use) => [use.region, use.kept]))
  const pieces = regions.map((region) => ({ key: region, name: regionWords[region].name, tokens: kept.get(region) ?? 0 }))
  const framing = Math.max(0, context.used - pieces.reduce((sum, part) => sum + part.tokens, 0))
  const free = Math.max(0, context.window - context.reserve - context.used)
  const parts: Omit<Segment, 'share'>[] = [
    ...pieces,
    { key: 'framing', name: 'Framing', tokens: framing },
    { key: 'free', name: 'Free', tokens: free },
    { key: 'reserve', name: 'Kept for the answer', tokens: context.reserve },
  ]
  const whole = Math.max(1, context.window)
  return parts.filter((part) => part.tokens > 0).map((part) => ({ ...part, share: part.tokens / whole }))
}

/** One line of the legend: what a region asked for, was given and kept. */
export type RegionRow = { region: Region; name: string; hint: string; kept: number; budget: number; wanted: number; pieces: number; leftOut: number; note: string; short: boolean }

/** The legend under the bar. Regions that nobody used are not listed. */
export function listRegions(context: Context): RegionRow[] {
  return [...context.regions]
    .filter((use) => use.wanted > 0 || use.kept > 0)
    .sort((one, other) => regions.indexOf(one.region) - regions.indexOf(other.region))
    .map((use) => ({
      region: use.region, name: regionWords[use.region].name, hint: regionWords[use.region].hint,
      kept: use.kept, budget: use.budget, wanted: use.wanted, pieces: use.pieces, leftOut: use.leftOut, note: noteRegion(use), short: use.kept < use.wanted,
    }))
}

/** Why a region may have been given more than its share. */
export const lentNote = 'Given is the region’s share, and more where other regions left room unused: that room was lent.'

/** What is worth saying of one region: the way from wanted to kept where something was cut, its make-up otherwise. */
export function noteRegion(use: RegionUse): string {
  if (use.kept < use.wanted) return `wanted ${formatLine(use.wanted)} → given ${formatLine(use.budget)} → kept ${formatLine(use.kept)}`
  const steady = { 'stable': 'same every turn', 'append-only': 'only grows', 'volatile': 'new each turn' }[use.stability]
  return `${formatAmount(use.pieces, 'piece')}, ${steady}`
}

/** A count that fits three times on one line of the narrow panel; the table has it to the last token. */
function formatLine(count: number): string {
  return count >= 10_000 ? formatShort(count) : formatCount(count)
}

/** The two lines above the bar: `3 118 of 8 192 tokens` and `kept prefix 2 204 · new 914`. */
export function headContext(context: Context): { used: string; prefix: string; counting: string } {
  return {
    used: `${formatCount(context.used)} of ${formatAmount(context.window, 'token')}`,
    prefix: `kept prefix ${formatCount(context.keptPrefix)} · new ${formatCount(Math.max(0, context.used - context.keptPrefix))}`,
    counting: context.counting === 'exact' ? `counted exactly with ${context.tokenizer}` : context.tokenizer === 'estimate' ? 'estimated' : `estimated with ${context.tokenizer}`,
  }
}
