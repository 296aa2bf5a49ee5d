import { plainNumber, type NumberForm } from './numbers.ts'

export type Operator = '+' | '-' | '*' | '/' | '^' | '%' | '(' | ')' | 'of'
export type Token =
  | { readonly kind: 'number'; readonly plain: string; readonly written: string }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly spaced: boolean }
  /** Anything else that stands in the text. */
  | { readonly kind: 'word'; readonly text: string }

/** Longest first, each from where reading stands. Words count as operators only between what can be computed. */
const operators: readonly (readonly [RegExp, readonly Operator[]])[] = [
  [/^(?:percent|per cent|prozent|pour ?cent|por ciento) (?:of|von|vom|de|du|des|del)(?![\p{L}])/iu, ['%', 'of']],
  [/^(?:of|von|vom|de|du|del)(?![\p{L}])/iu, ['of']],
  [/^(?:percent|per cent|prozent|pour ?cent|por ciento)(?![\p{L}])/iu, ['%']],
  [/^(?:multiplied by|times|mal|fois|multipli[ée] par|multiplicado por|por)(?![\p{L}])/iu, ['*']],
  [/^(?:divided by|geteilt durch|durch|divis[ée] par|dividido (?:por|entre)|entre)(?![\p{L}])/iu, ['/']],
  [/^(?:to the power of|hoch|puissance|elevado a)(?![\p{L}])/iu, ['^']],
  [/^(?:plus|más)(?![\p{L}])/iu, ['+']],
  [/^(?:minus|moins|menos)(?![\p{L}])/iu, ['-']],
  [/^[x](?![\p{L}])/iu, ['*']],
  [/^\*\*/u, ['^']], [/^[*×·⋅]/u, ['*']], [/^[/÷:](?=[\s\d(.-])/u, ['/']], [/^\+/u, ['+']], [/^[-−–]/u, ['-']], [/^\^/u, ['^']], [/^%/u, ['%']], [/^\(/u, ['(']], [/^\)/u, [')']],
  [/^²/u, ['^']], [/^³/u, ['^']],
]
const number = /^(?:\d[\d.,'’\u00a0\u202f]*(?: \d{3}(?![\d]))*(?:[.,]\d+)?|\.\d+)/u
const other = /^(?:\p{L}[\p{L}\p{M}\p{N}'’_-]*|\S)/u

/** Splits a text; null where a number in it cannot be of this form. */
export function tokensOf(text: string, form: NumberForm): Token[] | null {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at)
    const gap = /^\s+/u.exec(rest)
    if (gap !== null) { at += gap[0].length; continue }
    const isAfterLetter = at > 0 && /[\p{L}_]/u.test(text[at - 1]!)
    const found = isAfterLetter ? null : number.exec(rest)
    if (found !== null) {
      // A full stop or comma behind a number ends the sentence.
      const written = found[0].replace(/[.,'’\s]+$/u, '')
      const plain = plainNumber(written, form)
      if (plain === null) return null
      at += written.length
      // "5kg" and "3rd" are no numbers to reckon with; "5x3" is.
      if (/^(?!x[\s\d(])\p{L}/iu.test(text.slice(at))) tokens.push({ kind: 'word', text: written })
      else tokens.push({ kind: 'number', plain, written })
      continue
    }
    const hit = operators.find(([pattern]) => pattern.test(rest))
    if (hit !== undefined) {
      const length = hit[0].exec(rest)![0].length
      const spaced = /\s/u.test(text[at - 1] ?? ' ') && /\s/u.test(text[at + length] ?? ' ')
      for (const operator of hit[1]) tokens.push({ kind: 'operator', operator, spaced })
      if (rest.startsWith('²') || rest.startsWith('³')) tokens.push({ kind: 'number', plain: rest.startsWith('²') ? '2' : '3', written: rest.startsWith('²') ? '2' : '3' })
      at += length
      continue
    }
    const [text_] = other.exec(rest)!
    tokens.push({ kind: 'word', text: text_ })
    at += text_.length
  }
  return tokens
}
