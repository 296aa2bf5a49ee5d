/** The page keeps at least this, in pixels, before a pane may stand beside it. */
const leastPage = 480
/** From these widths of the window on a pane may stand beside the page at all. */
export const sidebarFrom = 720
const inspectorFrom = 1000
export const sidebarWidths = { min: 200, max: 400 }
export const inspectorWidths = { min: 320, max: 640 }

export type PaneWishes = { sidebarOpen: boolean; sidebarWidth: number; inspectorOpen: boolean; inspectorWidth: number }
export type Panes = {
  /** Whether it stands beside the page at all; else it is a sheet over it. */
  sidebar: boolean
  inspector: boolean
  /** Widths in pixels, as wished where the page has its room, else narrower. */
  sidebarWidth: number
  inspectorWidth: number
  /** How wide each may be dragged. */
  sidebarMax: number
  inspectorMax: number
}

/**
 * Shares the width of the window: below 720 px both panes are sheets, below 1,000 px the inspector; from there on the
 * inspector gives way first, down to its least width, and becomes a sheet where the page would still have too little.
 */
export function panesIn(windowWidth: number, wishes: PaneWishes): Panes {
  const sidebar = windowWidth >= sidebarFrom
  const beside = windowWidth >= inspectorFrom
  const room = Math.max(0, windowWidth - leastPage)
  const least = beside && wishes.inspectorOpen ? inspectorWidths.min : 0
  const sidebarMax = clamp(room - least, sidebarWidths)
  const sidebarWidth = Math.min(wishes.sidebarWidth, clamp(room, sidebarWidths))
  const left = room - (wishes.sidebarOpen ? sidebarWidth : 0)
  return {
    sidebar, sidebarWidth, sidebarMax,
    inspector: beside && left >= inspectorWidths.min,
    inspectorWidth: Math.min(wishes.inspectorWidth, clamp(left, inspectorWidths)), inspectorMax: clamp(left, inspectorWidths),
  }
}

function clamp(width: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, width))
}
