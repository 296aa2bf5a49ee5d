import type { PromptMessage } from '../../shared/piece.ts'
import type { Label } from '../../shared/words.ts'
import { normaliseQuestion } from './normaliseQuestion.ts'

/** Turns text into a short name that nobody can turn back; the host gives one with a key of its own. */
export type Digest = (text: string) => string

export interface KeyAsk {
  readonly question: string
  readonly prompt: readonly PromptMessage[]
  readonly modelKey: string
  readonly label: Label
  readonly temperature: number
  readonly seed: number | null
  readonly personaId: string | null
}

/** Changes when the form of a key changes, so that older ones are never met again. */
const form = 'answer-3'

/**
 * What everything else in a prompt says: rules, persona, notes, earlier talk, in their order. The person's new words stand in it as they are
 * compared, so that a message that was cut to fit is another one than the whole.
 */
export function hashContext(prompt: readonly PromptMessage[], digest: Digest): string {
  return digest(JSON.stringify(prompt.map(({ role, text, spans }) => {
    const own = spans.filter((span) => span.region === 'message').toSorted((a, b) => a.start - b.start)
    const parts: string[] = []
    let at = 0
    for (const { start, end } of own) {
      parts.push(text.slice(at, start), normaliseQuestion(text.slice(start, end)))
      at = end
    }
    return [role, ...parts, text.slice(at)]
  })))
}

/** Two requests share a key only where the same model would read the same, asked the same, in the same way. */
export function cacheKey(ask: KeyAsk, digest: Digest): string {
  const { question, prompt, modelKey, label, temperature, seed, personaId } = ask
  return digest(JSON.stringify([form, normaliseQuestion(question), hashContext(prompt, digest), modelKey, label, temperature, seed, personaId]))
}
