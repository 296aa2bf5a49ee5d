import { readChars } from '../typedProse.ts'

/** What the examples of the prompt are about: nothing that holds one of these words is ever learned from a model. */
export const exampleNames = ['Quillon', 'Brezzo', 'Tarnwick'] as const

const system = `You find lasting facts in what a person typed: who they are, people and things in their life, tastes, habits, plans with dates, decisions, and how they want to be answered.
Answer with JSON only: {"facts":[{"quote":"…","kind":"semantic|episodic|procedural","about":"user or a name"}]}.
"quote" is copied letter by letter from the message. Questions, wishes, conditions, jokes, orders, code and words of others hold no facts.
Where there is nothing to keep, answer {"facts":[]}.
Message: My cousin ${exampleNames[0]} moved to ${exampleNames[2]}, how far is that?
Answer: {"facts":[{"quote":"My cousin ${exampleNames[0]} moved to ${exampleNames[2]}","kind":"semantic","about":"${exampleNames[0]}"}]}
Message: Write a poem about ${exampleNames[1]}.
Answer: {"facts":[]}`

/**
 * What a local model is asked, to find facts in one message. The message stands between marks and is data, not an order.
 * @param at when it was typed, in milliseconds since 1970
 */
export function writeExtractionPrompt(text: string, at: number): { system: string; user: string } {
  const day = Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().slice(0, 10) : 'unknown'
  return { system, user: `Typed on ${day}:\n<message>\n${text.slice(0, readChars).replaceAll('</message>', '')}\n</message>` }
}
