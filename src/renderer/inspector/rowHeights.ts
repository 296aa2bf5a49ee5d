/** The heights of rows in pixels by key, as they were last seen. The map is a new one whenever a height changes. */
export type RowHeights = {
  /** Follows a row's element, whose key is its `data-row`, until the returned function is called. */
  follow(element: HTMLElement): () => void
  subscribe(hear: () => void): () => void
  get(): ReadonlyMap<string, number>
}

/** Makes a keeper of heights. It holds on to elements only while they are followed. */
export function createRowHeights(): RowHeights {
  let heights: ReadonlyMap<string, number> = new Map()
  const hearers = new Set<() => void>()
  const observer = new ResizeObserver((entries) => {
    const seen = entries.map(({ target, borderBoxSize }) => [(target as HTMLElement).dataset['row'] ?? '', borderBoxSize[0]?.blockSize ?? 0] as const)
    const changed = seen.filter(([key, height]) => height > 0 && Math.abs((heights.get(key) ?? 0) - height) > 0.5)
    if (changed.length === 0) return
    heights = new Map([...heights, ...changed])
    for (const hear of hearers) hear()
  })
  return {
    follow: (element) => {
      observer.observe(element)
      return () => observer.unobserve(element)
    },
    subscribe: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    get: () => heights,
  }
}
