/** Names of what is counted in a text, in the order of `countFeatures`. */
export const countNames = [
  'chars', 'words', 'sentences', 'lines', 'wordLength', 'longWords', 'longestSentence', 'distinct', 'capitals', 'foreign',
  'numbers', 'distinctNumbers', 'digits', 'largeNumbers', 'decimals', 'numberWords', 'operators', 'formulas', 'percent', 'money', 'units', 'years', 'fractions',
  'negations', 'superlatives', 'modals', 'conditions', 'compares', 'rates', 'blank', 'quotes', 'brackets', 'statements', 'romans', 'code', 'questions', 'why', 'which', 'who', 'how', 'howMany',
  'hasOptions', 'optionLength', 'optionSpread', 'optionShortest', 'optionNumeric', 'optionLikeness', 'optionEcho', 'optionAll', 'optionPairs', 'optionWords', 'stemWords', 'stemSentences',
] as const
export type CountName = (typeof countNames)[number]

/** Nothing behind this is read: a paste of a book says no more about how hard the question is. */
export const readChars = 6000

const optionLine = /^\s*\(?([A-H])[.)]\s+(.*)$/u
const patterns: ReadonlyArray<readonly [CountName, RegExp]> = [
  ['numberWords', /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|third|quarter|twice|double|triple)\b/giu],
  ['operators', /[-+*/=^<>≤≥±×÷∑∫√]/gu],
  ['formulas', /\\[a-z]+|\$[^$\n]{1,80}\$|\b[a-z]\([a-z](?:, ?[a-z])*\)|\b[a-z]\s?[=^]\s?[\w(]|→|∀|∃|⊃|≡|[α-ω]/giu],
  ['percent', /\d\s?%|\bper ?cent/giu], ['money', /[$€£]\s?\d|\b(?:dollars?|cents?|euros?|costs?|price|profit|pays?|paid)\b/giu],
  ['units', /\b(?:k?m|cm|mm|kg|mg|g|ml|l|mol|hz|kj|j|w|v|ma|ev|°[cf]|seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|feet|inch(?:es)?|pounds?|ounces?|gallons?)\b/giu],
  ['years', /\b1[0-9]{3}\b|\b20[0-4][0-9]\b/gu], ['fractions', /\b\d+\s?\/\s?\d+\b/gu],
  ['negations', /\b(?:not|no|never|none|neither|nor|except|without|false|incorrect|wrong|cannot|least)\b|n't\b/giu],
  ['superlatives', /\b(?:most|best|least|worst|first|largest|smallest|highest|lowest|primary|main|greatest|closest)\b/giu],
  ['modals', /\b(?:may|might|could|would|should|must|likely|probably|possible|generally|usually)\b/giu],
  ['conditions', /\b(?:if|unless|suppose|assum\w+|given|let|provided|when|whether|then|therefore|because)\b/giu],
  ['compares', /\b(?:more|less|fewer|older|younger|longer|shorter|than|compared?|difference|remaining|left|total|altogether|combined)\b/giu],
  ['rates', /\b(?:each|every|per|average|rate|times|as many|as much)\b/giu],
  ['blank', /_{2,}|\bblank\b/giu], ['quotes', /["“”«»]/gu], ['brackets', /[()[\]{}]/gu],
  ['statements', /\b(?:statement|scenario|argument|premise)s?\b/giu], ['romans', /\b(?:I{1,3}|IV|VI{0,3})\b(?=[.,) ]|$)/gu],
  ['code', /```|\b(?:def|return|print|int|void|function|class|import|for \(|while|null|array|loop|python|java(?:script)?|algorithm|sql|regex|compiler|recursi\w+)\b|[;{}]\s*$/gimu],
  ['questions', /\?/gu], ['why', /\b(?:why|explain|prove|derive|justify|analy[sz]e|evaluate|compare|design)\b/giu], ['which', /\bwhich\b/giu], ['who', /\b(?:who|whose|when|where)\b/giu],
  ['how', /\bhow\b/giu], ['howMany', /\bhow (?:many|much|long|far|old|often)\b/giu],
]

/** What can be counted in a text, each damped to about 0 to 3. Deterministic; reads the first 6,000 characters. */
export function countFeatures(text: string): Float64Array {
  const head = text.slice(0, readChars)
  const { stem, options } = splitOptions(head)
  const words = head.match(/[\p{L}\p{N}'’]+/gu) ?? []
  const sentences = stem.split(/[.!?]+\s/u).filter((one) => one.trim() !== '')
  const numbers = head.match(/\d[\d,]*(?:\.\d+)?/gu) ?? []
  const share = (some: number) => words.length === 0 ? 0 : some / words.length
  const values: Partial<Record<CountName, number>> = {
    chars: Math.log1p(head.length) / 3, words: Math.log1p(words.length) / 2, sentences: Math.log1p(sentences.length), lines: Math.log1p(head.split('\n').length),
    wordLength: share(words.reduce((sum, word) => sum + word.length, 0)) / 5, longWords: share(words.filter((word) => word.length >= 9).length) * 3,
    longestSentence: Math.log1p(Math.max(0, ...sentences.map((one) => one.length))) / 3, distinct: share(new Set(words.map((word) => word.toLowerCase())).size),
    capitals: share(words.filter((word) => /^\p{Lu}/u.test(word)).length) * 2, foreign: head.length === 0 ? 0 : (head.match(/[^\p{ASCII}]/gu)?.length ?? 0) / head.length * 5,
    numbers: Math.log1p(numbers.length), distinctNumbers: Math.log1p(new Set(numbers).size), digits: head.length === 0 ? 0 : (head.match(/\d/gu)?.length ?? 0) / head.length * 10,
    largeNumbers: Math.log1p(numbers.filter((one) => Number(one.replaceAll(',', '')) >= 1000).length), decimals: Math.log1p(numbers.filter((one) => one.includes('.')).length),
    ...optionValues(stem, options), stemWords: Math.log1p(stem.match(/\S+/gu)?.length ?? 0) / 2, stemSentences: Math.log1p(sentences.length),
  }
  for (const [name, pattern] of patterns) values[name] = Math.log1p(head.match(pattern)?.length ?? 0)
  return Float64Array.from(countNames, (name) => values[name] ?? 0)
}

/** The question, and what may be chosen from where it lists that. */
function splitOptions(text: string): { readonly stem: string; readonly options: readonly string[] } {
  const lines = text.split('\n')
  const first = lines.findIndex((line, at) => optionLine.exec(line)?.[1] === 'A' && optionLine.exec(lines[at + 1] ?? '')?.[1] === 'B')
  if (first === -1) return { stem: text, options: [] }
  const options = lines.slice(first).flatMap((line) => { const found = optionLine.exec(line); return found === null ? [] : [found[2] ?? ''] })
  return { stem: lines.slice(0, first).join('\n'), options }
}

function optionValues(stem: string, options: readonly string[]): Partial<Record<CountName, number>> {
  if (options.length === 0) return {}
  const bags = options.map((option) => new Set(option.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  const own = new Set(stem.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const lengths = options.map((option) => Math.log1p(option.length))
  const mean = lengths.reduce((sum, one) => sum + one, 0) / lengths.length
  const pairs = bags.flatMap((bag, at) => bags.slice(at + 1).map((other) => likeness(bag, other)))
  const every = (test: (option: string) => boolean) => options.filter(test).length / options.length
  return {
    hasOptions: 1, optionLength: mean / 2, optionSpread: Math.sqrt(lengths.reduce((sum, one) => sum + (one - mean) ** 2, 0) / lengths.length), optionShortest: Math.min(...lengths) / 2,
    optionNumeric: every((option) => /\d/u.test(option) && (option.match(/\p{L}{3,}/gu)?.length ?? 0) < 3),
    optionLikeness: pairs.length === 0 ? 0 : pairs.reduce((sum, one) => sum + one, 0) / pairs.length,
    optionEcho: bags.reduce((sum, bag) => sum + ([...bag].filter((word) => own.has(word)).length / (bag.size || 1)), 0) / bags.length,
    optionAll: Math.min(1, options.filter((option) => /\b(?:all|none|both|neither|any) of\b|\ball the above\b|\bcannot be\b/iu.test(option)).length),
    optionPairs: every((option) => /^(?:true|false|wrong|not wrong|yes|no|I|II|III)\b.*(?:,| and | only)/iu.test(option.trim())),
    optionWords: every((option) => option.trim().split(/\s+/u).length === 1),
  }
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length
  return shared === 0 ? 0 : shared / (one.size + other.size - shared)
}
