/** Reciprocal rank fusion with the usual constant of 60 (Cormack, Clarke, Büttcher 2009); ties by place. */
export function fuseRanks(orders: readonly (readonly number[])[]): number[] {
  const fused = new Map<number, number>()
  for (const order of orders) order.forEach((place, rank) => { fused.set(place, (fused.get(place) ?? 0) + 1 / (61 + rank)) })
  return [...fused].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([place]) => place)
}
