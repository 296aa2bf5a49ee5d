import type { Settings } from '../../../shared/settings.ts'
import { regionDefaults, regions } from '../../../shared/names.ts'
import type { Region } from '../../../shared/words.ts'
import { regionWords } from './names.ts'

export type Shares = Settings['regionShares']

/** One region's share of the window as the editor shows it, in thousandths. `usual` is null for the region that takes what the others leave. */
export type ShareRow = { region: Region; name: string; hint: string; own: number | null; usual: number | null }

/** Shares per region: the one that was set, and the one that holds while none is. Shares are parts of the whole window. */
export function listShares(shares: Shares): ShareRow[] {
  return regions.map((region) => {
    const tokens = regionDefaults[region]
    return {
      region, name: regionWords[region].name, hint: regionWords[region].hint,
      own: shares[region] ?? null,
      usual: tokens === null ? null : Math.round(tokens / 8),
    }
  })
}

/** The shares with one of them changed; null gives that region its default back. */
export function changeShare(shares: Shares, region: Region, share: number | null): Shares {
  const { [region]: _before, ...others } = shares
  return share === null ? others : { ...others, [region]: Math.max(0, Math.min(1000, Math.round(share))) }
}

/** What was set by hand adds up to this much, in thousandths. */
export function sumShares(shares: Shares): number {
  return Object.values(shares).reduce((sum, share) => sum + (share ?? 0), 0)
}

/** Reads a share in percent as a person types it ("12", "12.5", "12,5 %"), as thousandths; null where it is no share. */
export function readShare(text: string): number | null {
  const number = /^\s*(\d{1,3}(?:[.,]\d)?)\s*%?\s*$/.exec(text)?.[1]
  if (number === undefined) return null
  const share = Math.round(Number(number.replace(',', '.')) * 10)
  return share <= 1000 ? share : null
}

/** A share in thousandths as a percentage to edit: `12.5`. */
export function writeShare(share: number): string {
  return String(share / 10)
}
