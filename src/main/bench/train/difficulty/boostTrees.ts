import { leafValue, type Tree } from '../../../router/difficulty/trees.ts'
import { createRandom } from '../random.ts'

export interface BoostSettings { readonly rounds: number; readonly depth: number; readonly rate: number; readonly leastInLeaf: number; readonly ridge: number; readonly rowShare: number; readonly featureShare: number; readonly seed: number }

const bins = 32

/**
 * Boosted trees for a yes-or-no target (Friedman's gradient boosting with second-order leaves), on histograms of 32 bins.
 * @param rows one row of features for each example
 * @param start log-odds that the trees begin from, one for each example
 */
export function boostTrees(rows: readonly Float64Array[], target: ArrayLike<number>, start: ArrayLike<number>, settings: BoostSettings): Tree[] {
  const width = rows[0]?.length ?? 0
  const edges = Array.from({ length: width }, (_, column) => edgesOf(rows, column))
  const binned = edges.map((own, column) => Uint8Array.from(rows, (row) => binOf(own, row[column]!)))
  const random = createRandom(settings.seed)
  const score = Float64Array.from(start)
  const [slope, bend] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  const trees: Tree[] = []
  for (let round = 0; round < settings.rounds; round++) {
    for (let row = 0; row < rows.length; row++) {
      const chance = 1 / (1 + Math.exp(-score[row]!))
      slope[row] = target[row]! - chance
      bend[row] = Math.max(1e-6, chance * (1 - chance))
    }
    const drawn = [...rows.keys()].filter(() => random.chance(settings.rowShare))
    const columns = edges.flatMap((own, column) => own.length > 0 && random.chance(settings.featureShare) ? [column] : [])
    const tree = growTree(drawn, columns, binned, edges, slope, bend, settings)
    trees.push(tree)
    for (let row = 0; row < rows.length; row++) score[row]! += leafValue(tree, rows[row]!)
  }
  return trees
}

function growTree(drawn: readonly number[], columns: readonly number[], binned: readonly Uint8Array[], edges: readonly Float64Array[], slope: Float64Array, bend: Float64Array, { depth, rate, leastInLeaf, ridge }: BoostSettings): Tree {
  const inner = 2 ** depth - 1
  const [feature, threshold, leaf] = [new Int16Array(inner).fill(-1), new Float32Array(inner), new Float32Array(inner + 1)]
  let level: number[][] = [[...drawn]]
  for (let at = 0; at < inner;) {
    const next: number[][] = []
    for (const members of level) {
      const split = bestSplit(members, columns, binned, slope, bend, leastInLeaf, ridge)
      if (split === null) next.push(members, [])
      else {
        feature[at] = split.column
        threshold[at] = edges[split.column]![split.bin]!
        const bin = binned[split.column]!
        next.push(members.filter((row) => bin[row]! <= split.bin), members.filter((row) => bin[row]! > split.bin))
      }
      at++
    }
    level = next
  }
  level.forEach((members, at) => {
    let [slopes, bends] = [0, 0]
    for (const row of members) { slopes += slope[row]!; bends += bend[row]! }
    leaf[at] = rate * slopes / (bends + ridge)
  })
  return { feature, threshold, leaf }
}

function bestSplit(members: readonly number[], columns: readonly number[], binned: readonly Uint8Array[], slope: Float64Array, bend: Float64Array, leastInLeaf: number, ridge: number): { column: number; bin: number } | null {
  if (members.length < 2 * leastInLeaf) return null
  let [allSlope, allBend] = [0, 0]
  for (const row of members) { allSlope += slope[row]!; allBend += bend[row]! }
  const [slopes, bends, counts] = [new Float64Array(bins), new Float64Array(bins), new Int32Array(bins)]
  let best: { column: number; bin: number } | null = null
  let most = allSlope ** 2 / (allBend + ridge) + 1e-9
  for (const column of columns) {
    slopes.fill(0); bends.fill(0); counts.fill(0)
    const bin = binned[column]!
    for (const row of members) { const own = bin[row]!; slopes[own]! += slope[row]!; bends[own]! += bend[row]!; counts[own]!++ }
    let [leftSlope, leftBend, left] = [0, 0, 0]
    for (let own = 0; own < bins - 1; own++) {
      leftSlope += slopes[own]!; leftBend += bends[own]!; left += counts[own]!
      if (left < leastInLeaf || members.length - left < leastInLeaf) continue
      const gain = leftSlope ** 2 / (leftBend + ridge) + (allSlope - leftSlope) ** 2 / (allBend - leftBend + ridge)
      if (gain > most) { most = gain; best = { column, bin: own } }
    }
  }
  return best
}

/** Values that part the examples into equal shares; none for a column that is all the same. */
function edgesOf(rows: readonly Float64Array[], column: number): Float64Array {
  const sorted = Float64Array.from(rows, (row) => row[column]!).sort()
  const edges = new Set<number>()
  for (let bin = 1; bin < bins; bin++) edges.add(sorted[Math.min(sorted.length - 1, Math.floor(bin * sorted.length / bins))]!)
  edges.delete(sorted.at(-1)!)
  // As they stand in the file, so that a tree parts rows there as it did here.
  return Float64Array.from(new Set([...edges].map(Math.fround))).sort()
}

function binOf(edges: Float64Array, value: number): number {
  let bin = 0
  while (bin < edges.length && value > edges[bin]!) bin++
  return bin
}
