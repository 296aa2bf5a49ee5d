/** A fenced block of code in a text, its marks included, in UTF-16 units. */
export interface Fence {
  readonly start: number
  /** Behind its closing mark; the end of the text where it is never closed. */
  readonly end: number
  /** The line that opens it: "```ts". */
  readonly opening: string
  /** What closes it: "```". */
  readonly mark: string
}

const fenceLine = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm

/** The fenced blocks of a text, in order. A block that nothing closes runs to the end. */
export function findFences(text: string): Fence[] {
  if (!text.includes('```') && !text.includes('~~~')) return []
  const fences: Fence[] = []
  let open: { start: number; opening: string; mark: string } | null = null
  for (const { index, 0: line, 1: mark, 2: info } of text.matchAll(fenceLine)) {
    if (open === null) {
      // A backtick behind the mark makes it code within a line.
      if (mark!.startsWith('~') || !info!.includes('`')) open = { start: index, opening: line.trim(), mark: mark! }
    } else if (mark!.startsWith(open.mark) && info!.trim() === '') {
      fences.push({ ...open, end: index + line.length })
      open = null
    }
  }
  if (open !== null) fences.push({ ...open, end: text.length })
  return fences
}

/** The block that a cut at this place would break. */
export function fenceAt(fences: readonly Fence[], at: number): Fence | undefined {
  return fences.find((fence) => fence.start < at && at < fence.end)
}
