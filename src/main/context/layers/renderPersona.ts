import type { Persona } from '../../../shared/strategy.ts'

/**
 * The persona in RICE form (role, instructions, constraints, examples) and the person's own words on how answers should sound.
 * Empty where both are. The same persona always gives the same bytes: the front of the prompt rests on them.
 */
export function renderPersona(persona: Persona | null, ownWords: string): string {
  const parts = persona === null ? [] : [
    part('Your role: ', persona.role), part('How you work: ', persona.instructions),
    part('What you never do: ', persona.constraints), part('Examples of how you answer:\n', persona.examples),
  ]
  return [...parts, tidy(ownWords)].filter((one) => one !== '').join('\n')
}

function part(lead: string, text: string): string {
  const own = tidy(text)
  return own === '' ? '' : `${lead}${own}`
}

/** Line ends and spaces around lines differ by the field that they were typed in; they must not move the front. */
function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()
}
