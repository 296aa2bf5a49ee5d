import type { EntitySpan } from './findEntities.ts'
import { isFirstName } from './knownNames.ts'

const quoted = /["“„«](?<title>[^"“”„«»\n]{2,60})["”“»]/gu
const small = /^(?:a|an|the|of|in|on|at|to|for|and|or|but|with|from|by|is|my|your|our|der|die|das|und|le|la|les|et|el|los|las|y|il|lo|i|e|o|os|as|de|di|du|del|do|da)$/iu

/** Titles of books, films and songs between quotation marks: "The Long Way Home" names one thing, whatever words it is made of. */
export function titleSpans(text: string): EntitySpan[] {
  return [...text.matchAll(quoted)].flatMap((match) => {
    const title = match.groups!.title!.replace(/[.,!?]+$/u, '')
    const words = title.split(/\s+/u)
    const heavy = words.filter((word) => !small.test(word))
    const isTitle = heavy.length > 0 && words.length <= 8 && heavy.every((word) => /^[\p{Lu}\d'’(]/u.test(word)) && /^[\p{Lu}\d]/u.test(title) && !/[.!?;] /u.test(title)
    if (!isTitle || (words.length === 1 && isFirstName(title.toLowerCase()))) return []
    return [{ start: match.index + 1, end: match.index + 1 + title.length, name: title, kind: 'thing' as const }]
  })
}
