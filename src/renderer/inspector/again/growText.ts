/** A text with what came next, which may overlap what is there; null where something between was missed. */
export function growText(text: string, token: { text: string; offset: number }): string | null {
  if (token.offset > text.length) return null
  return token.offset + token.text.length <= text.length ? text : text.slice(0, token.offset) + token.text
}
