import type { PromptMessage } from '../../shared/piece.ts'
import { cutBefore } from './cut.ts'
import type { CountTokens } from './shorten.ts'

/**
 * Tokens at the front of a prompt that are byte-identical to the prompt before: whole messages, and the part of the first
 * differing one up to where it differs. The chat template's own tokens are not counted.
 */
export async function keptPrefix(previous: readonly PromptMessage[] | null, prompt: readonly PromptMessage[], count: CountTokens): Promise<number> {
  const same: string[] = []
  for (const [i, message] of prompt.entries()) {
    const before = previous?.[i]
    if (before?.role !== message.role) break
    if (before.text === message.text) { same.push(message.text); continue }
    same.push(message.text.slice(0, cutBefore(message.text, commonLength(before.text, message.text))))
    break
  }
  const texts = same.filter((text) => text !== '')
  if (texts.length === 0) return 0
  return (await count(texts)).reduce((sum, tokens) => sum + tokens, 0)
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  for (let i = 0; i < most; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i
  return most
}
