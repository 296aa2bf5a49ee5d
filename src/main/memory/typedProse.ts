import type { Span } from './clauses.ts'
import { letterAt } from './letters.ts'

/** No more than this is read at the beginning of a message. */
export const readChars = 20_000
/** A message longer than this is a paste with a word before or after it: only its ends can be typed. */
const pasteChars = 4000
const endChars = 1500
/** Nobody types paragraphs longer than this about themselves. */
const longestParagraph = 1200

/** From here on the text is somebody else's, to the end of the message. */
const foreignFromHere = [
  /\b(?:make|turn|put|change|say|write) (?:this|it|that|these|the following|the text)\b[^\n:]{0,60}:[ \t]*(?=\S|\n|$)/imu,
  /^(?:original|text|draft|source|input|quote|example|excerpt|passage|letter|e-?mail|message|post|article|lyrics?|transcript|before|version \p{L}+)\s*:[ \t]*\n/imu,
  /\b(?:translate|summari[sz]e|proofread|rewrite|rephrase|paraphrase|shorten|correct|improve|edit|explain|review|analy[sz]e|check|fix|reply to|respond to|answer this|continue|complete|here(?:['’]s| is| are)|this is (?:the|an?|my) (?:email|e-mail|letter|text|article|message|post|transcript|chat|story|draft|essay|poem|log)|below is|the following|following text|übersetze|fasse|korrigiere|traduis|résume|corrige|traduce|resume)\b[^\n.!?]{0,200}:[ \t]*(?=\S|\n|$)/imu,
  /\b(?:translate|summari[sz]e|proofread|rewrite|rephrase|paraphrase|shorten|improve|edit|review|analy[sz]e|reply to|respond to)\b[^\n]{0,60}\b(?:this|these|the following|below|following)\b[^\n]{0,80}\n/imu,
  /^\d*\s*\n?\d{2}:\d{2}:\d{2}[,.]\d{3} -->/mu,
  /^(?:From|Sent|Subject|Von|Gesendet|Betreff|De|Envoyé|Objet|Asunto|Message-ID|Received):\s[^\n]*\n/mu,
  /^-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)/imu,
  /^On [^\n]{5,80} wrote:\s*$/mu,
  /\b(?:is|are|does|do|how(?:['’]s| is| does)|what do you think (?:of|about)|any (?:feedback|thoughts|comments) on)\b[^\n.!?]{0,30}\b(?:this|the|my) (?:[\p{L}-]+ )?(?:e-?mail|letter|text|message|essay|reply|draft|post|speech|paragraph|sentence|sentences|bio|application|poem|story|translation|answer)\b[^\n?]{0,60}\?[ \t]*\n/imu,
]
/** So does a work on words that is ordered, with the words after a colon ("capitalise properly: paris in may"). */
const wordWork = new RegExp(`(?:^|[.!?]\\s)[ \\t]*(?:(?:please|can you|could you|would you|now|ok(?:ay)?|hi|hey),? )*(?:${[
  'capitali[sz]e', 'punctuate', '(?:upper|lower|title)-?case', 'abbreviate', 'plurali[sz]e', 'reword', 'hyphenate', 'alphabeti[sz]e', 'classify', 'categori[sz]e', 'reformat', 'transcribe', 'conjugate', 'spell(?:[- ]?check)?', 'count', 'parse',
  'encode', 'decode', 'reverse', 'sort', 'simplify', 'formali[sz]e', 'anonymi[sz]e', 'redact', 'pronounce', 'emphasi[sz]e', 'make (?:it )?(?:more |less )?(?:formal|informal|polite|casual|shorter|longer|friendlier|clearer|simpler)', '(?:put|turn) (?:it )?in(?:to)? (?:the )?(?:past|present|future|passive|active|plural|singular|capitals|quotes|bullet)',
].join('|')})(?![\\p{L}])[^\\n.!?:]{0,60}:(?!\\d)[ \\t]*(?=\\S|\\n|$)`, 'imu')
/** A play begins: nothing after this is said as oneself. */
const pretending = /\b(?:imagine|pretend|suppose|role[- ]?play|let[’']?s (?:play|say|pretend|imagine)|act (?:as|like)|play the (?:role|part) of|you are (?:now )?(?:a|an|my)\b|(?:^|[.!?]\s)you[’']?re (?:now )?(?:an?|my|the) (?!star|lifesaver|genius|hero|legend|angel|gem|treasure|great|good|big|real|true|best|wonderful|bit|little)|hypothetically|for the sake of argument|in this (?:story|scenario|game)|fictional|write (?:it )?from the (?:perspective|point of view)|stell dir vor|nehmen wir an|imaginons|imagine que|imagina que|supongamos)/iu

/**
 * The parts of a message that its author typed as themselves. Code, quoted lines, chat logs, letters, long pastes and what
 * follows "translate this:" or "imagine …" are left out.
 */
export function typedProse(text: string): Span[] {
  const blocks = text.length <= pasteChars
    ? [{ start: 0, end: text.length }]
    : [{ start: 0, end: Math.min(endChars, text.length) }, { start: Math.max(endChars, text.length - endChars), end: text.length }]
  const letter = letterAt(text)
  const typed: Span[] = []
  let fenced = false
  let ended = false
  for (const block of blocks) {
    for (const paragraph of paragraphsOf(text, block)) {
      if (paragraph.end - paragraph.start > longestParagraph || ended) continue
      const own = foreignAt(text.slice(paragraph.start, Math.min(text.length, paragraph.end + 1)))
      const foreign = letter !== null && letter <= paragraph.end ? Math.min(own ?? Infinity, Math.max(0, letter - paragraph.start)) : own
      const end = foreign === null ? paragraph.end : paragraph.start + foreign
      for (const line of linesOf(text, { start: paragraph.start, end })) {
        const raw = text.slice(line.start, line.end)
        if (/^\s*(?:```|~~~)/.test(raw)) { fenced = !fenced; continue }
        if (!fenced && !isForeignLine(raw)) typed.push(line)
      }
      if (foreign !== null) ended = true
    }
  }
  // Runs of lines like "Name: words" are a talk between others.
  const talk = typed.filter((line) => isTalkLine(text.slice(line.start, line.end)))
  return talk.length < 2 ? typed : typed.filter((line) => !talk.includes(line))
}

function foreignAt(paragraph: string): number | null {
  const starts = [...foreignFromHere, wordWork, pretending].map((pattern) => pattern.exec(paragraph)?.index ?? Infinity)
  const first = Math.min(...starts)
  return first === Infinity ? null : first
}

function paragraphsOf(text: string, block: Span): Span[] {
  return pieces(text, block, /\n[ \t]*\n+/gu)
}

function linesOf(text: string, block: Span): Span[] {
  return pieces(text, block, /\n/gu)
}

function pieces(text: string, block: Span, cut: RegExp): Span[] {
  const part = text.slice(block.start, block.end)
  const found: Span[] = []
  let from = 0
  for (const gap of part.matchAll(cut)) {
    if (gap.index > from) found.push({ start: block.start + from, end: block.start + gap.index })
    from = gap.index + gap[0].length
  }
  if (part.length > from) found.push({ start: block.start + from, end: block.end })
  return found
}

function isForeignLine(line: string): boolean {
  return /^\s*(?:>|\||\[?\d{1,2}:\d{2}|\[\d{4}-|#!|\$ |<[A-Za-z/!]|\{|\}|\/\/|\/\*)/u.test(line)
    || /\b[A-Z]\w*(?:Error|Exception|Warning)\b|^\s*(?:Traceback|Uncaught|at \S+\(|npm ERR!|error(?:\[\w+\])?:|fatal:|warning:|WARN\b|ERROR\b|INFO\b|DEBUG\b)/u.test(line)
    || /(?:[;{}]|=>|\);?)\s*$/.test(line) && /[=(){}]/.test(line)
}

function isTalkLine(line: string): boolean {
  return /^\s*(?!remember|note|fyi|ps|p\.s|correction|reminder|fact|also|btw|merke?|rappel)[\p{L}][\p{L}\d .'’_-]{0,30}(?:\s?[([]\d{1,2}:\d{2}[^)\]]{0,12}[)\]]|,? \d{1,2}:\d{2})?:\s+\S/iu.test(line)
}
