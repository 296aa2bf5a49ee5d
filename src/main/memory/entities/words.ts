import type { Language } from '../languageOf.ts'

/** One word of a text, as the search for names sees it. */
export interface Word {
  /** As written, without "'s". */
  readonly text: string
  readonly lower: string
  readonly start: number
  /** End of `text`; a possessive ending lies behind it. */
  readonly end: number
  readonly isPossessive: boolean
  /** First of its sentence, line or quotation: a capital says nothing there. */
  readonly opens: boolean
  /** `name`: Nadia, O'Brien, Bryn-Tal; `caps`: NASA; `mixed`: iPhone, WebGL; `other` for what is no Latin word. */
  readonly shape: 'name' | 'caps' | 'mixed' | 'lower' | 'other'
  /** True where nothing but one blank stands before it, so that it may continue a name. */
  readonly follows: boolean
}

const pattern = /(?:\p{Script=Latin}|\p{N})(?:\p{Script=Latin}|\p{M}|\p{N})*(?:(?:[-'’&]|(?<=(?:^|[^\p{L}])\p{Lu})\.(?=\p{Lu}))(?:\p{Script=Latin}|\p{N})(?:\p{Script=Latin}|\p{M}|\p{N})*)*|(?:(?!\p{Script=Latin})\p{L})(?:(?!\p{Script=Latin})[\p{L}\p{M}])*/gu
/** Addresses, handles, tags and code name nobody; what stands for a reader of mails does neither. */
const noise = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_]+|`[^`\n]*`|(?:^|\s)RT (?=@)|&(?:amp|lt|gt|quot);/giu
const elided = /^(?:[dljmnstc]|qu|dell|all|nell|dall|sull|un|quell|lorsqu|jusqu|puisqu)['’](?=\p{L})/iu
const titled = /(?:^|[\s(])(?:dr|mr|mrs|ms|mx|prof|st|rev|sr|jr|mme|mlle|sra|dra|no|nr|vs|ca)\.\s*$/iu

/** Cuts a text into words with what the search for names needs to know of each. */
export function wordsIn(text: string, language: Language): Word[] {
  const read = text.replace(noise, (found) => ' '.repeat(found.length))
  const words: Word[] = []
  let behind = 0
  for (const match of read.matchAll(pattern)) {
    const lead = language === 'fr' || language === 'it' ? elided.exec(match[0])?.[0].length ?? 0 : 0
    const start = match.index + lead
    const full = match[0].slice(lead)
    const isPossessive = /['’]s$/iu.test(full) || /^['’](?:\s|$)/u.test(read.slice(match.index + match[0].length, match.index + match[0].length + 2)) && full.endsWith('s')
    const bare = full.replace(/['’](?:s|ll|d|ve|re|m)$/iu, '')
    const gap = read.slice(behind, match.index)
    words.push({ text: bare, lower: bare.toLowerCase(), start, end: start + bare.length, isPossessive, opens: words.length === 0 || opensAfter(gap, read, behind), shape: shapeOf(bare), follows: lead === 0 && (gap === ' ' || gap === ' & ' || (gap === '. ' && titled.test(read.slice(Math.max(0, behind - 5), behind + 2)))) && words.at(-1)?.isPossessive !== true })
    behind = match.index + match[0].length
  }
  return words
}

function opensAfter(gap: string, text: string, behind: number): boolean {
  if (/^\.\s*$/u.test(gap) && !gap.includes('\n')) return !titled.test(text.slice(Math.max(0, behind - 5), behind + gap.length))
  return /[.!?…:;\n“”„«»"•|*>]|(?:^|\s)[-–—](?:\s|$)|—/u.test(gap)
}

/** "AI-powered", "New York-style", "mid-January": words made of names that are none. */
const compound = /^(?:mid|pre|post|non|anti|all|ex|pro|semi|self|co|re)-|-(?:powered|worthy|style|based|friendly|free|specific|like|inspired|made|related|born|only|led|wide|themed|type|era|sized|compatible|ready|driven|built|first|owned|approved|certified|shaped|level|class|grade|proof|level|speaking|looking|\p{Ll}{3,}ed|\p{Ll}{3,}ing)$/iu

function shapeOf(word: string): Word['shape'] {
  if (!/\p{Script=Latin}/u.test(word)) return 'other'
  if (compound.test(word)) return 'lower'
  if (/^\p{Lu}{2}[\p{Lu}\p{N}&.-]*s?$/u.test(word)) return 'caps'
  if (/^(?:\p{Lu}[\p{Ll}\p{M}]*|\p{Lu}['’]\p{Lu}[\p{Ll}\p{M}]+|M[ac]c?\p{Lu}\p{Ll}+)(?:[-'’]\p{L}+)*\d*$/u.test(word)) return 'name'
  return /\p{Lu}/u.test(word) && /\p{Ll}/u.test(word) ? 'mixed' : 'lower'
}
