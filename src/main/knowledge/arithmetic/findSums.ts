import { evaluate, type Value } from './evaluate.ts'
import { writeNumber, type NumberForm } from './numbers.ts'
import { tokensOf, type Token } from './tokens.ts'

/** Longer texts hold figures, but no calculation that is asked for. */
const longest = 2000
const mostSums = 5

/** Words beside a calculation that say nothing but that it is one; a message of these and a calculation asks for its value. */
const around = new Set([
  ...'what what\'s what’s whats is are the how much calculate compute work out solve evaluate please can could you tell me result equals equal find value a and so now exactly hey hi thanks'.split(' '),
  ...'was ist sind wie viel wieviel macht ergibt berechne rechne bitte das kannst du mir aus gibt'.split(' '),
  ...'combien font fait calcule calculez est égal ça quel le résultat s\'il te plaît vous'.split(' '),
  ...'cuánto es son calcula cuál el resultado favor'.split(' '),
])
const asksToReckon = new Set('calculate compute solve evaluate berechne rechne calcule calculez calcula'.split(' '))
const commaWords = /(?<![\p{L}])(?:wie|wieviel|von|vom|mal|geteilt|durch|hoch|berechne|rechne|ergibt|macht|combien|font|fois|moins|divisé|calcule[rz]?|pour cent|cuánto|menos|más|dividido|calcula|por)(?![\p{L}])/iu
const pointWords = /(?<![\p{L}])(?:what|how|of|times|divided|multiplied|calculate|compute|solve|work)(?![\p{L}])/iu
const commaLanguages = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'no', 'fi', 'cs', 'tr', 'ru', 'uk', 'el', 'hu', 'ro'])

/**
 * The calculations that a message holds, each worked out exactly: "17 % of 2,340 = 397.8". Numbers are read as the message's
 * language writes them; where both ways fit and would give different results, or anything else is unclear, nothing is said.
 * @param language ISO 639-1 or "und"
 */
export function findSums(text: string, language: string): string[] {
  if (text.length > longest || !/\d/u.test(text) || text.includes('`')) return []
  const form = formOf(text, language)
  if (form !== null) {
    const tokens = tokensOf(text, form)
    return tokens === null ? sumsOf(tokensOf(text, form === 'point' ? 'comma' : 'point'), form === 'point' ? 'comma' : 'point') : sumsOf(tokens, form)
  }
  const [byPoint, byComma] = [sumsOf(tokensOf(text, 'point'), 'point'), sumsOf(tokensOf(text, 'comma'), 'comma')]
  if (byPoint.length === 0 || byComma.length === 0) return byPoint.length === 0 ? byComma : byPoint
  // Whole numbers without any sign between their digits are the same in both.
  return /\d[.,]\d/u.test(text) ? [] : byPoint
}

function formOf(text: string, language: string): NumberForm | null {
  const [comma, point] = [commaWords.test(text), pointWords.test(text)]
  if (comma !== point) return comma ? 'comma' : 'point'
  return language === 'en' ? 'point' : commaLanguages.has(language) ? 'comma' : null
}

function sumsOf(tokens: readonly Token[] | null, form: NumberForm): string[] {
  if (tokens === null) return []
  const words = tokens.flatMap((token) => token.kind === 'word' && /\p{L}/u.test(token.text) ? [token.text.toLowerCase()] : [])
  const isAllThereIs = words.every((word) => around.has(word))
  const isAskedFor = isAllThereIs && (words.length === 0 || words.some((word) => asksToReckon.has(word)))
  const sums: string[] = []
  for (const run of runsOf(tokens)) {
    const signs = run.flatMap((token) => token.kind === 'operator' ? [token] : [])
    const isPlain = signs.some(({ operator }) => '+*^of'.includes(operator))
    // "9/11", "2026-11-21" and "1-2" are no calculations unless it is said that they are.
    const isClear = isPlain ? !isDateLike(run) : isAskedFor ? !isDateLike(run) : isAllThereIs && signs.every(({ operator, spaced }) => spaced || operator === '(' || operator === ')')
    // "The rent - 3 × 2": what the sign belongs to is a word.
    const first = run[0]
    if (!isAllThereIs && first?.kind === 'operator' && first.operator !== '(') continue
    if (!isClear || run.filter((token) => token.kind === 'number').length < 2) continue
    const value = evaluate(run)
    if (value !== null) sums.push(`${write(run)} ${say(value, form)}`)
  }
  return sums.slice(0, mostSums)
}

/** What stands together without other words between, without signs at its edges that belong to nothing. */
function runsOf(tokens: readonly Token[]): Token[][] {
  const runs: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'word') runs.push([])
    else runs.at(-1)!.push(token)
  }
  return runs.map(trimmed)
}

function trimmed(run: Token[]): Token[] {
  const isLoose = (token: Token | undefined, loose: string) => token?.kind === 'operator' && loose.includes(token.operator)
  let [from, to] = [0, run.length]
  while (isLoose(run[from], 'of')) from++
  while (to > from && isLoose(run[to - 1], 'of')) to--
  return run.slice(from, to)
}

/** Three whole numbers with one and the same sign between them, none of them spaced: a day. */
function isDateLike(run: readonly Token[]): boolean {
  const shape = run.map((token) => token.kind === 'number' ? 'n' : token.kind === 'operator' && !token.spaced ? token.operator : '?').join('')
  return shape === 'n/n/n' || shape === 'n-n-n'
}

function say(value: Value, form: NumberForm): string {
  return value.how === 'no value' ? 'has no value: it divides by zero' : `= ${writeNumber(value.value, form)}`
}

const signs: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '-' }

function write(run: readonly Token[]): string {
  let text = ''
  run.forEach((token, at) => {
    if (token.kind === 'word') return
    const before = run[at - 1]
    const isSign = token.kind === 'operator' && token.operator === '-' && (before === undefined || (before.kind === 'operator' && before.operator !== ')' && before.operator !== '%'))
    const piece = token.kind === 'number' ? token.written : signs[token.operator] ?? token.operator
    const isTight = text === '' || text.endsWith('(') || text.endsWith('^') || piece === ')' || piece === '^' || text.endsWith('~')
    text = `${text.replace(/~$/u, '')}${isTight ? '' : ' '}${piece}${isSign ? '~' : ''}`
  })
  return text.replace(/~$/u, '')
}
