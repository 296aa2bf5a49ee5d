import type { MemoryKind } from '../../../shared/memory.ts'

export interface AnsweredFact { readonly quote: string; readonly kind: MemoryKind; readonly about: string }

const mostChars = 100_000
const reasoning = /<(think|thinking|reasoning|analysis|reflection)>[\s\S]*?(?:<\/\1>|$)/giu
const kinds: readonly MemoryKind[] = ['semantic', 'episodic', 'procedural']

/**
 * Reads the facts out of a model's answer: reasoning text is cut, anything around the JSON is passed over, an answer that
 * was cut off in the middle gives the items that are whole. Anything unreadable gives nothing; it never throws.
 */
export function parseAnswer(answer: string): AnsweredFact[] {
  const said = answer.slice(0, mostChars).replace(reasoning, ' ').replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/iu, ' ')
  const found: AnsweredFact[] = []
  for (const item of objectsIn(said)) {
    if (typeof item.quote !== 'string' || item.quote.length > 1000) continue
    found.push({ quote: item.quote, kind: kinds.find((kind) => kind === item.kind) ?? 'semantic', about: typeof item.about === 'string' ? item.about.slice(0, 120) : '' })
  }
  return found
}

/** Every innermost `{…}` that is JSON by itself, in order. */
function objectsIn(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  let open = -1
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at++
      else if (character === '"' || character === '\n') inString = false
    } else if (character === '"' && open >= 0) inString = true
    else if (character === '{') open = at
    else if (character === '}' && open >= 0) {
      const value = parsed(text.slice(open, at + 1))
      if (value !== null) found.push(value)
      open = -1
    }
  }
  return found
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : null
  } catch {
    return null
  }
}
