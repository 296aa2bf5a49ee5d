import type { KeyboardEvent, PointerEvent } from 'react'
import { formatAmount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { clampShare, stepShare, writeShare } from './view/numbers.ts'
import type { PlanRow } from './view/plan.ts'

export type ShareBarProps = {
  row: PlanRow
  /** Tokens that are granted before any share. */
  floor: number
  /** Tokens that the region is granted with the plan as it stands, and the tokens of the whole; null while they are not known. */
  granted: number | null
  whole: number | null
  onShare: (share: number) => void
}

const snap = 5

/** One region's share as a bar: drag it, or focus it and press arrows, Page keys, Home or End. A line marks its floor. */
export function ShareBar({ row, floor, granted, whole, onShare }: ShareBarProps) {
  const grantedShare = granted === null || whole === null || whole === 0 ? 0 : Math.min(1, granted / whole)
  const filled = row.share === null ? grantedShare : row.share / 1000
  const floorAt = whole === null || whole === 0 || floor === 0 ? null : Math.min(1, floor / whole)
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const bar = event.currentTarget
    bar.setPointerCapture(event.pointerId)
    const { left, width } = bar.getBoundingClientRect()
    const move = (clientX: number) => onShare(clampShare(Math.round(((clientX - left) / width) * (1000 / snap)) * snap))
    const follow = (moved: globalThis.PointerEvent) => move(moved.clientX)
    const end = () => { bar.removeEventListener('pointermove', follow); bar.removeEventListener('pointerup', end); bar.removeEventListener('pointercancel', end) }
    bar.addEventListener('pointermove', follow)
    bar.addEventListener('pointerup', end)
    bar.addEventListener('pointercancel', end)
    move(event.clientX)
  }
  const press = (event: KeyboardEvent) => {
    const next = stepShare(event.key, row.share ?? Math.round(grantedShare * 1000))
    if (next === null) return
    event.preventDefault()
    onShare(next)
  }
  const percent = writeShare(row.share ?? Math.round(grantedShare * 1000))
  const tokens = granted === null ? '' : `, ${formatAmount(granted, 'token')}`
  return (
    <div
      role="slider" tabIndex={0} aria-label={`Share of ${row.name}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Number(percent)}
      aria-valuetext={row.share === null ? `what the others leave${tokens}` : `${percent} percent${tokens}`}
      onPointerDown={drag} onKeyDown={press}
      className="relative h-4 min-w-0 flex-1 cursor-ew-resize touch-none overflow-hidden rounded-small border border-line bg-ground"
    >
      <span aria-hidden className={joinClasses('absolute inset-y-0 left-0', row.share === null ? 'region-out border-0' : 'region-fill')} style={{ width: `${filled * 100}%` }} />
      {row.share !== null && <span aria-hidden className="absolute inset-y-0 w-0.5 bg-text/55" style={{ left: `max(0px, calc(${filled * 100}% - 2px))` }} />}
      {floorAt !== null && <span aria-hidden className="absolute inset-y-0 border-l-2 border-dotted border-text/70" style={{ left: `${floorAt * 100}%` }} />}
    </div>
  )
}
