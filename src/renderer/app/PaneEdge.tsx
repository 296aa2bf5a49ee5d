import type { KeyboardEvent, PointerEvent } from 'react'

/** The edge of a pane: drag it, or focus it and press the arrows. Widths in pixels. */
export function PaneEdge({ label, width, min, max, side, onWidth }: { label: string; width: number; min: number; max: number; side: 'left' | 'right'; onWidth: (width: number) => void }) {
  const sign = side === 'right' ? 1 : -1
  const clamp = (next: number) => onWidth(Math.round(Math.min(max, Math.max(min, next))))
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget
    const from = event.clientX
    edge.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => clamp(width + sign * (moved.clientX - from))
    const end = () => { edge.removeEventListener('pointermove', move); edge.removeEventListener('pointerup', end) }
    edge.addEventListener('pointermove', move)
    edge.addEventListener('pointerup', end)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') clamp(width - sign * 16)
    if (event.key === 'ArrowRight') clamp(width + sign * 16)
  }
  return (
    <div
      role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={width} aria-valuemin={min} aria-valuemax={max} tabIndex={0}
      onPointerDown={drag} onKeyDown={press}
      className="relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1/2 after:w-px after:bg-line hover:after:bg-line-strong focus-visible:outline-0 focus-visible:after:w-0.5 focus-visible:after:bg-accent"
    />
  )
}
