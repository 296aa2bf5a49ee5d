/** Facts of a session beyond these say more than a conversation can hold in mind. */
const mostFacts = 8

/**
 * What this conversation is for and what holds for all of it, in words that stay the same from turn to turn; null where
 * nothing is set. Facts keep their order: a new one is appended and moves nothing before it.
 */
export function conversationContext(session: { readonly goal: string; readonly facts: readonly string[] }): string | null {
  const goal = oneLine(session.goal)
  const facts = session.facts.map(oneLine).filter((fact) => fact !== '').slice(0, mostFacts)
  const lines = [...(goal === '' ? [] : [`The goal of this conversation: ${goal}`]), ...facts.map((fact) => `- ${fact}`)]
  return lines.length === 0 ? null : lines.join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
