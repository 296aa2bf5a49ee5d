import type { PieceRecord, PromptMessage } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'

/** A text inside a recipe: itself while it is short, else the number of a text that is kept once. */
type Literal = string | { more: number }
/**
 * A part of a message: a text between pieces, or a span. A number is the span of a whole piece in its own region: how many
 * pieces after the next one it stands in the list, so 0 where pieces follow each other. Any other span says what differs.
 */
type Part = Literal | number | Span
interface Span { step?: number; pieceId?: string; region?: Region; before?: Literal; after?: Literal; text?: Literal }
/** How one message of a prompt is made again; one whose spans overlap is kept as it is. */
export type MessageRecipe = [PromptMessage['role'], ...Part[]] | { role: PromptMessage['role']; text: Literal; spans: PromptMessage['spans'] }

type Pieces = readonly Pick<PieceRecord, 'id' | 'text' | 'region'>[]

/** Longer texts between pieces are kept once instead of in every recipe. */
const longestInline = 120

/**
 * Says how a prompt is made of its pieces, so that their texts are not kept again with every turn.
 * @param keepText keeps a longer text that belongs to no piece and numbers it
 */
export function writeRecipe(prompt: readonly PromptMessage[], pieces: Pieces, keepText: (text: string) => number): MessageRecipe[] {
  const places = new Map<string, number>()
  pieces.forEach((piece, at) => { if (!places.has(piece.id)) places.set(piece.id, at) })
  const literal = (text: string): Literal => text.length <= longestInline ? text : { more: keepText(text) }
  let next = 0

  const spanPart = (span: PromptMessage['spans'][number], text: string): Part => {
    const at = places.get(span.pieceId)
    if (at === undefined) return { pieceId: span.pieceId, region: span.region, text: literal(text) }
    const piece = pieces[at]!
    const step = at - next
    next = at + 1
    const region = span.region === piece.region ? {} : { region: span.region }
    if (text === piece.text) return span.region === piece.region ? step : { step, ...region }
    const from = text.indexOf(piece.text)
    return from < 0 || piece.text === '' ? { step, ...region, text: literal(text) }
      : { step, ...region, before: literal(text.slice(0, from)), after: literal(text.slice(from + piece.text.length)) }
  }

  return prompt.map(({ role, text, spans }) => {
    let done = 0
    const isInOrder = spans.every((span) => { const fits = span.start >= done && span.end >= span.start; done = span.end; return fits }) && done <= text.length
    if (!isInOrder) return { role, text: literal(text), spans }
    done = 0
    const parts = spans.flatMap((span): Part[] => {
      const gap = text.slice(done, span.start)
      done = span.end
      const part = spanPart(span, text.slice(span.start, span.end))
      return gap === '' ? [part] : [literal(gap), part]
    })
    const rest = text.slice(done)
    return rest === '' ? [role, ...parts] : [role, ...parts, literal(rest)]
  })
}

/** The prompt that `writeRecipe` was given, character by character. */
export function readRecipe(recipe: readonly MessageRecipe[], pieces: Pieces, textOf: (number: number) => string): PromptMessage[] {
  const plain = (text: Literal): string => typeof text === 'string' ? text : textOf(text.more)
  let next = 0

  const spanOf = (part: number | Span): { text: string; region: Region; pieceId: string } => {
    const span = typeof part === 'number' ? { step: part } : part
    if (span.pieceId !== undefined) return { text: plain(span.text!), region: span.region!, pieceId: span.pieceId }
    const piece = pieces[next + span.step!]
    if (piece === undefined) throw new Error('a recipe names a piece that is not there')
    next += span.step! + 1
    const text = span.text !== undefined ? plain(span.text) : `${plain(span.before ?? '')}${piece.text}${plain(span.after ?? '')}`
    return { text, region: span.region ?? piece.region, pieceId: piece.id }
  }

  return recipe.map((message) => {
    if (!Array.isArray(message)) return { role: message.role, text: plain(message.text), spans: message.spans }
    const [role, ...parts] = message
    const made: PromptMessage = { role, text: '', spans: [] }
    const texts: string[] = []
    let length = 0
    for (const part of parts) {
      if (typeof part === 'string' || (typeof part === 'object' && 'more' in part)) {
        texts.push(plain(part))
      } else {
        const { text, region, pieceId } = spanOf(part)
        made.spans.push({ start: length, end: length + text.length, region, pieceId })
        texts.push(text)
      }
      length += texts.at(-1)!.length
    }
    return { ...made, text: texts.join('') }
  })
}
