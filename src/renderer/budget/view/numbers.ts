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

/** Where a key moves a share, in thousandths; null for a key that moves nothing. Arrows go half a percent, Page keys five. */
export function stepShare(key: string, share: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 50, PageDown: -50, Home: -1000, End: 1000 }
  const step = steps[key]
  return step === undefined ? null : clampShare(share + step)
}

/** The nearest share that there is: whole thousandths from nothing to everything. */
export function clampShare(share: number): number {
  return Math.min(1000, Math.max(0, Math.round(share)))
}
