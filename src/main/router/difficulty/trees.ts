/** A small tree laid out as a heap: a node's children are at 2n+1 and 2n+2, leaves stand behind the nodes. A feature of -1 always goes left. */
export interface Tree { readonly feature: Int16Array; readonly threshold: Float32Array; readonly leaf: Float32Array }

/** What one tree says about a row, in log-odds. */
export function leafValue({ feature, threshold, leaf }: Tree, row: ArrayLike<number>): number {
  let node = 0
  while (node < feature.length) node = feature[node]! >= 0 && row[feature[node]!]! > threshold[node]! ? 2 * node + 2 : 2 * node + 1
  return leaf[node - feature.length]!
}
