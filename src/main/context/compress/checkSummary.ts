export type CheckedSummary = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

const thinking = /<(think|thinking|reasoning|reflection)>[\s\S]*?(?:<\/\1>|$)/giu
const orphanEnd = /^[\s\S]*<\/(?:think|thinking|reasoning|reflection)>/iu
const refusal = /^(?:i(?:'|’)?m sorry|sorry|i apologi[sz]e|i can(?:'|’|no)t|i am (?:unable|not able)|i(?:'|’)m (?:unable|not able)|as an ai|unfortunately, i|es tut mir leid|je suis désolée?|lo siento)\b/iu
const echo = /^(?:summari[sz]e the (?:talk|conversation|following)|write a summary|you (?:write|are an?|will be given)|task:|instructions?:|system:)/iu
const lead = /^(?:(?:sure|certainly|of course|okay|ok)[,!.]?\s*)?(?:here(?: is|'s|’s) (?:a|the|your) [^\n:]{0,60}summary[^\n:]{0,60}:|(?:\*\*)?summary:?(?:\*\*)?:?)\s*/iu

/**
 * Looks at a summary that a model wrote: reasoning, a fence around prose and a lead-in are taken off; what is empty, no
 * prose, a refusal, the task itself or not shorter than its source is refused with a sentence for people.
 */
export function checkSummary(source: string, made: string, tokens: { readonly source: number; readonly made: number }): CheckedSummary {
  const thought = made.replace(thinking, '').replace(orphanEnd, '').trim()
  const fenced = /^(`{3,})(\w*)[ \t]*\n([\s\S]*?)\n?\1$/u.exec(thought)
  const inner = (fenced?.[3] ?? thought).trim()
  if (isData(inner) || /^(?:json|ya?ml|xml|csv)$/i.test(fenced?.[2] ?? '')) return no('The model gave data back instead of a summary.')
  const text = inner.replace(lead, '').trim()
  if (!/[\p{L}\p{N}]/u.test(text)) return no(/[\p{L}\p{N}]/u.test(made) ? 'The model wrote down its thoughts but no summary.' : 'The model gave an empty summary.')
  if (refusal.test(text) && text.length < 600) return no('The model declined to write a summary.')
  if (echo.test(text)) return no('The model repeated its task instead of writing a summary.')
  if (repeatsItself(text)) return no('The model repeated one sentence over and over.')
  // Tokens were counted before anything was taken off, so the shorter text is judged by its share of them.
  const size = made.length === 0 ? 0 : (tokens.made * text.length) / made.length
  if (size >= tokens.source || text.length >= source.length) return no('The model gave a summary that is longer than what it sums up.')
  return { ok: true, text }
}

const no = (why: string): CheckedSummary => ({ ok: false, why })

function isData(text: string): boolean {
  if (/^<\?xml|^<(?:!doctype|html|tool_call|function_call)\b/iu.test(text)) return true
  if (!/^[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    // A cut-off object is data as well; prose may well begin with a bracket.
    return /^[[{]\s*["[{]/.test(text)
  }
}

function repeatsItself(text: string): boolean {
  const parts = text.split(/[.!?\n]+/u).map((part) => part.trim().toLowerCase()).filter((part) => part.length > 8)
  return parts.length >= 6 && new Set(parts).size <= parts.length / 3
}
