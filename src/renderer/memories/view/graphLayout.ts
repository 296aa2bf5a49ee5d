import type { MemoryGraph } from '../../../shared/memory.ts'

export type PlacedNode = MemoryGraph['nodes'][number] & { x: number; y: number; radius: number }
export type PlacedLink = { from: PlacedNode; to: PlacedNode; count: number; /** 0 to 1 against the strongest. */ strength: number }
export type GraphLayout = { nodes: PlacedNode[]; links: PlacedLink[]; width: number; height: number }

const rounds = 240
const radii = { least: 7, most: 26 }
/** What the name under a node takes, in pixels: so much a letter, and at most so many letters. */
const letter = 6.6
export const longestName = 22
const nameHeight = 17
const gap = 5
/** An angle that never repeats, so that no two nodes begin on one line. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/**
 * Places people and topics by forces: all push each other away, those that stand together pull, and everything is drawn
 * to the middle (after Fruchterman and Reingold). No chance is in it: the same graph has the same picture.
 */
export function layOutGraph(graph: MemoryGraph, width: number, height: number): GraphLayout {
  const sorted = [...graph.nodes].sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
  const most = Math.max(1, ...sorted.map((node) => node.count))
  const nodes = sorted.map((node, at): PlacedNode => {
    const distance = Math.sqrt(at + 0.5) * 40
    return { ...node, x: Math.cos(at * goldenAngle) * distance, y: Math.sin(at * goldenAngle) * distance, radius: radii.least + (radii.most - radii.least) * Math.sqrt(node.count / most) }
  })
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const strongest = Math.max(1, ...graph.links.map((link) => link.count))
  const links = graph.links.flatMap((link): PlacedLink[] => {
    const from = byName.get(link.a)
    const to = byName.get(link.b)
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, count: link.count, strength: link.count / strongest }]
  })
  const ideal = Math.max(48, Math.sqrt((width * height) / Math.max(1, nodes.length)) * 0.62)
  for (let round = 0; round < rounds; round++) relax(nodes, links, ideal, ideal * 1.6 * (1 - round / rounds) + 0.5)
  fit(nodes, width, height)
  for (let round = 0; round < 160; round++) if (!partNodes(nodes, width, height)) break
  return { nodes, links, width, height }
}

function relax(nodes: PlacedNode[], links: readonly PlacedLink[], ideal: number, longestStep: number): void {
  const moves = new Map(nodes.map((node) => [node, { x: 0, y: 0 }]))
  for (const [at, one] of nodes.entries()) {
    for (const other of nodes.slice(at + 1)) {
      const { x, y, distance } = between(one, other)
      const push = (ideal * ideal) / distance / distance
      shift(moves.get(one)!, -x * push, -y * push)
      shift(moves.get(other)!, x * push, y * push)
    }
    shift(moves.get(one)!, -one.x * 0.06, -one.y * 0.06)
  }
  for (const { from, to, strength } of links) {
    const { x, y, distance } = between(from, to)
    const pull = (distance / ideal) * (0.25 + 0.75 * strength) * 0.5
    shift(moves.get(from)!, x * pull, y * pull)
    shift(moves.get(to)!, -x * pull, -y * pull)
  }
  for (const [node, move] of moves) {
    const length = Math.hypot(move.x, move.y)
    const step = Math.min(1, longestStep / Math.max(length, 0.001))
    node.x += move.x * step
    node.y += move.y * step
  }
}

/** The way from one node to another; two on one spot are told apart by their order. */
function between(one: PlacedNode, other: PlacedNode): { x: number; y: number; distance: number } {
  const x = other.x - one.x
  const y = other.y - one.y
  const distance = Math.hypot(x, y)
  return distance < 0.01 ? { x: 0.01, y: 0.01, distance: 0.015 } : { x, y, distance }
}

function shift(move: { x: number; y: number }, x: number, y: number): void {
  move.x += x
  move.y += y
}

/** Half the width of a node with its name, and how far it reaches below its middle. */
function boxOf(node: PlacedNode): { half: number; below: number } {
  return { half: Math.max(node.radius, Math.min(node.name.length, longestName) * letter / 2) + gap, below: node.radius + nameHeight + gap }
}

/** Moves apart what overlaps, names included, within the picture; false where nothing does. */
function partNodes(nodes: readonly PlacedNode[], width: number, height: number): boolean {
  let moved = false
  for (const [at, one] of nodes.entries()) {
    const box = boxOf(one)
    for (const other of nodes.slice(at + 1)) {
      const otherBox = boxOf(other)
      const across = box.half + otherBox.half - Math.abs(other.x - one.x)
      const [upper, lower] = one.y <= other.y ? [one, other] : [other, one]
      const down = upper.y + boxOf(upper).below + lower.radius + gap - lower.y
      if (across <= 0 || down <= 0) continue
      if (across < down) {
        const way = other.x >= one.x ? 1 : -1
        one.x -= way * across / 2
        other.x += way * across / 2
      } else {
        upper.y -= down / 2
        lower.y += down / 2
      }
      moved = true
    }
  }
  for (const node of nodes) {
    const { half, below } = boxOf(node)
    node.x = Math.max(half, Math.min(width - half, node.x))
    node.y = Math.max(node.radius + gap, Math.min(height - below, node.y))
  }
  return moved
}

/** Brings all nodes with their names into the picture. */
function fit(nodes: readonly PlacedNode[], width: number, height: number): void {
  if (nodes.length === 0) return
  const side = radii.most + 30
  const low = { x: Math.min(...nodes.map((node) => node.x)), y: Math.min(...nodes.map((node) => node.y)) }
  const high = { x: Math.max(...nodes.map((node) => node.x)), y: Math.max(...nodes.map((node) => node.y)) }
  const scale = { x: (width - side * 2) / Math.max(1, high.x - low.x), y: (height - side * 2) / Math.max(1, high.y - low.y) }
  for (const node of nodes) {
    node.x = high.x === low.x ? width / 2 : side + (node.x - low.x) * scale.x
    node.y = high.y === low.y ? height / 2 : side + (node.y - low.y) * scale.y
  }
}

/** The node that lies nearest in a direction, as arrow keys go; the same where there is none. */
export function nodeTowards(nodes: readonly PlacedNode[], from: PlacedNode, direction: { x: number; y: number }): PlacedNode {
  let best = from
  let least = Infinity
  for (const node of nodes) {
    const along = (node.x - from.x) * direction.x + (node.y - from.y) * direction.y
    const aside = Math.abs((node.x - from.x) * direction.y - (node.y - from.y) * direction.x)
    if (node === from || along <= 0 || aside > along * 1.5) continue
    const far = along + aside * 2
    if (far < least) { least = far; best = node }
  }
  return best
}

/** Who stands with a node, the most often first. */
export function listCompany(graph: MemoryGraph, name: string): { name: string; count: number }[] {
  return graph.links.flatMap(({ a, b, count }) => a === name ? [{ name: b, count }] : b === name ? [{ name: a, count }] : []).sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
}
