import { asksPlainly } from './asksPlainly.ts'
import { foldCase } from './foldCase.ts'

const openings = 'hi|hey|hello|hallo|bonjour|salut|hola|ciao|olá|hoi'
/** A greeting is one where a mark or a question follows it: "hello world" greets nobody. */
const greeting = new RegExp(`^(?:(?:${openings})(?: there| again)?(?:\\s*[,!.]+\\s*|\\s+(?=(?:what|how|who|where|when|why|which|can|could|would|please|tell|explain)\\s)))+(?=\\S)(?!world)`, 'iu')
const please = /^(?:please|pls|kindly|bitte|s['’]il (?:te|vous) pla[iî]t|por favor|per favore|alsjeblieft|alstublieft|пожалуйста)[\s,]+(?!(?:means?|in|and|or|as|vs|versus|please|me)\s)(?=\S)/iu
const thanks = /(?:\s*[,.!?]+\s*(?:please|pls|thanks(?: a lot| so much)?|thank you(?: so much| very much)?|thx|cheers|bitte|danke(?: schön| dir)?|merci(?: beaucoup)?|s['’]il (?:te|vous) pla[iî]t|por favor|gracias|per favore|grazie|obrigad[oa]|alsjeblieft|dank je|пожалуйста|спасибо)(?=[\s!.,?]*$))+[\s!.,?]*$/iu
/** A bang is an operation here. */
const bangCounts = /[\p{N})\]]!+$|(?:^|\s)\p{L}!+$|\bfactorial\b/iu

/** Signs whose compatible form would lose what they say: raised and lowered ones, fractions, and letters of formulas. */
const raised = /[\p{No}\u02B0-\u02FF\u1D2C-\u1D6A\u2070-\u209F\u2100-\u214F\u{1D400}-\u{1D7FF}]/u

/** Longer texts are pasted: nobody types them twice, and each character may count. */
const longestTyped = 2000

/**
 * The same question, however it is typed: in one that asks plainly, width, spaces, the mark at its end, a greeting before it, thanks behind
 * it, and capitals that only begin a sentence say nothing about what is asked. Numbers, names, negations, the order of words, raised and
 * lowered signs stay, because they do. All other text is the same only as it is typed, but for what stands blank around it.
 */
export function normaliseQuestion(text: string): string {
  return plainQuestion(text) ?? text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(/^\s*\n/u, '').replace(/^[^\S\n]+(?=[^\n]*$)/u, '').trimEnd()
}

/** The one form of a question that asks plainly; null for text in which each sign may count. */
export function plainQuestion(text: string): string | null {
  if (text.length > longestTyped) return null
  const trimmed = text.trim()
  if (/["“”„«»`\n\r]/u.test(trimmed)) return null
  const line = foldWidth(trimmed).replace(/[‘’ʼ]/gu, '\'').trim().replace(/\s+/gu, ' ')
  const polite = withoutManners(line)
  if (!asksPlainly(polite)) return null
  return foldCase(withoutEnd(polite))
}

/** Compatible forms of a letter are one; "2⁵" and "25" are not, and neither are "½" and "12". */
function foldWidth(text: string): string {
  return text.normalize('NFC').replace(/[^\p{ASCII}]/gu, (sign) => raised.test(sign) ? sign : sign.normalize('NFKC')).normalize('NFC')
}

function withoutManners(text: string): string {
  const bare = text.replace(greeting, '').replace(please, '').replace(thanks, '')
  return bare.trim() === '' ? text : bare
}

/** A full stop belongs to a sentence where a word stands right before it; "cd .." ends in none. */
function withoutEnd(text: string): string {
  const asked = text.replace(/\s*[?？؟…]+$/u, '')
  const called = bangCounts.test(asked) ? asked : asked.replace(/(?<=[\p{L}\p{N}\p{Pe}\p{Pf}"'])\s?[!！?？؟…]+$/u, '')
  return called.replace(/(?<=[\p{L}\p{M}\p{N})\]"'])[.。]+$/u, '')
}
