/** A scrolled view of many rows of equal height; all in pixels. */
export type RowView = { rowHeight: number; count: number; viewTop: number; viewHeight: number }

/** Browsers cannot scroll through more; longer lists are scrolled through in larger steps. */
const tallest = 12_000_000

/** How tall the scrolled content is, and which pixel of all rows stands at the upper edge of the view. */
export function placeRows({ rowHeight, count, viewTop, viewHeight }: RowView): { offset: number; height: number } {
  const whole = rowHeight * count
  if (whole <= tallest) return { offset: viewTop, height: whole }
  const scrolls = Math.max(1, tallest - viewHeight)
  return { offset: Math.min(1, Math.max(0, viewTop / scrolls)) * (whole - viewHeight), height: tallest }
}

/** Where to scroll to, so that a row is wholly in view; null where it is already. */
export function scrollFor(row: number, view: RowView): number | null {
  const { rowHeight, count, viewHeight } = view
  const { offset, height } = placeRows(view)
  const top = row * rowHeight
  const wanted = top < offset ? top : top + rowHeight > offset + viewHeight ? top + rowHeight - viewHeight : null
  if (wanted === null) return null
  return height === rowHeight * count ? wanted : wanted / Math.max(1, rowHeight * count - viewHeight) * Math.max(1, height - viewHeight)
}
