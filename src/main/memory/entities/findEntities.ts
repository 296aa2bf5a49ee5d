import type { Entity, EntityKind } from '../../../shared/memory.ts'
import { languages, languagesOf, type Language } from '../languageOf.ts'
import { beforePerson } from './cues.ts'
import { isAmbiguousName, isFirstName, isOrganisationName, isPlaceName, isWellKnown } from './knownNames.ts'
import { judgeRun, runsOf, type Judged } from './nameSpans.ts'
import { isOrdinary } from './ordinaryWords.ts'
import { titleSpans } from './titles.ts'
import { topicSpans } from './topics.ts'
import { wordsIn, type Word } from './words.ts'

/** Where a text names someone or something: `text.slice(start, end) === name`. */
export interface EntitySpan { readonly start: number; readonly end: number; readonly name: string; readonly kind: EntityKind }
export interface EntityOptions { readonly language?: string }

/** More of a text than anybody types is not read. */
const readChars = 20_000
const longestName = 120

/**
 * Whom and what a text names: people, places, organisations, projects, things, and the topics that it says are liked or
 * learned. By rules alone: capitals where they say something, the words around, and short lists of well-known names; when in
 * doubt a word is no name. Each comes once, by its longest form ("Nadia Brandt" covers "Nadia").
 * @param options.language a two-letter code; read off the text where it is absent
 */
export function findEntities(text: string, options: EntityOptions = {}): Entity[] {
  const found = new Map<string, { name: string; kinds: EntityKind[] }>()
  for (const { name, kind } of findEntitySpans(text, options)) {
    const key = name.toLowerCase()
    const known = found.get(key)
    if (known === undefined) found.set(key, { name, kinds: [kind] })
    else known.kinds.push(kind)
  }
  const all = [...found.values()].map(({ name, kinds }) => ({ name: kinds.includes('topic') ? name : capitalised(name), kind: bestKind(kinds) }))
  return all.filter((one) => !all.some((other) => other !== one && covers(other, one)))
}

/** Every place at which a text names something, in order and without overlap. */
export function findEntitySpans(text: string, options: EntityOptions = {}): EntitySpan[] {
  const read = text.slice(0, readChars)
  const language = languageFor(read, options.language)
  const words = wordsIn(read, language)
  const judged = runsOf(words, language).flatMap((run) => judgeRun(words, run, language, isHeadline(words, run.from)) ?? [])
  const sure = new Set(judged.filter((one) => one.isSure).flatMap(({ run }) => [words[run.from]!.lower]))
  const spans = [...judged.map((one) => spanOf(read, words, one)), ...again(read, words, judged, sure), ...smallNames(read, words, judged), ...titleSpans(read), ...topicSpans(read, language)]
  return apart(spans.filter((span) => span.name.length <= longestName))
}

function languageFor(text: string, given: string | undefined): Language {
  return languages.find((one) => one === given?.slice(0, 2)) ?? languagesOf(text)[0] ?? 'en'
}

function spanOf(text: string, words: readonly Word[], { run, kind }: Judged): EntitySpan {
  const last = words[run.until - 1]!
  const start = words[run.from]!.start
  const tail = run.until - run.from > 1 || last.shape === 'mixed' || /^\p{Lu}{2}/u.test(last.text) ? germanTail.exec(last.text)?.[0].length ?? 0 : 0
  const end = last.end - tail
  return { start, end, name: text.slice(start, end), kind }
}

/** "Tartine Lab-Team": German hangs a noun on a name. */
const germanTail = /-(?:Projekt|Team|Gruppe|App|Konto|Kurs|Konzert|Album|Film|Laden|Filiale|Karte|Repo|Journal|Dashboard|Pipeline|Stack|Format|Korridor|Gespräch|Maintainer|Exporter|Toolchain|Ausfall|Einführung|Rechnung|Versammlung|Sitzung|Treffen|Vertrag|Kunde|Kundin|Mitarbeiter|Chef|Fan)(?:e|en|n|s|es|ern|innen|in)?$/u

/** A word that opens a sentence is a name where another sentence leaves no doubt of it. */
function again(text: string, words: readonly Word[], judged: readonly Judged[], sure: ReadonlySet<string>): EntitySpan[] {
  const taken = new Set(judged.flatMap(({ run }) => Array.from({ length: run.until - run.from }, (_, at) => run.from + at)))
  return words.flatMap((word, at) => !taken.has(at) && word.opens && word.shape === 'name' && sure.has(word.lower) && !isOrdinary(word.lower, 'en') ? [{ start: word.start, end: word.end, name: text.slice(word.start, word.end), kind: kindLike(words, judged, word.lower) }] : [])
}

function kindLike(words: readonly Word[], judged: readonly Judged[], lower: string): EntityKind {
  return judged.find(({ run }) => words[run.from]!.lower === lower)!.kind
}

/** Well-known names in the small letters of a chat; those that are words as well need a capital. */
function smallNames(text: string, words: readonly Word[], judged: readonly Judged[]): EntitySpan[] {
  const inRun = (at: number) => judged.some(({ run }) => at >= run.from && at < run.until)
  return words.flatMap((word, at) => {
    if (word.shape !== 'lower' || inRun(at) || word.text.length < 3) return []
    const next = words[at + 1]
    const isCalled = /^(?:called|named)$/u.test(words[at - 1]?.lower ?? '') && beforePerson.test(words[at - 2]?.lower ?? '') && next?.follows !== true
    if (!isCalled && (isAmbiguousName(word.lower) || isOrdinary(word.lower, 'en'))) return []
    const pair = next?.follows === true && next.shape === 'lower' ? `${word.lower} ${next.lower}` : null
    const length = pair !== null && isWellKnown(pair) ? 2 : isWellKnown(word.lower) || isCalled ? 1 : 0
    if (length === 0) return []
    const end = length === 2 ? next!.end : word.end
    const name = text.slice(word.start, end)
    return [{ start: word.start, end, name, kind: isCalled ? 'person' : isPlaceName(name) ? 'place' : isFirstName(name) ? 'person' : isOrganisationName(name) ? 'organisation' : 'thing' }]
  })
}

/** Lines of a headline capitalise every word that matters: there a capital says nothing. */
function isHeadline(words: readonly Word[], at: number): boolean {
  let from = at
  while (from > 0 && !words[from]!.opens) from--
  let until = at + 1
  while (until < words.length && !words[until]!.opens) until++
  const all = words.slice(from, until)
  return all.filter((word) => word.shape === 'name' || word.shape === 'caps').length >= 5 && all.every((word) => word.shape === 'other' ? /^\d/u.test(word.text) : word.shape !== 'lower' || word.text.length <= 3 && isOrdinary(word.lower, 'en') && word.lower !== 'met')
}

/** First in the text wins, and of two at one place the longer. */
function apart(spans: readonly EntitySpan[]): EntitySpan[] {
  const kept: EntitySpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) if (kept.at(-1) === undefined || kept.at(-1)!.end <= span.start) kept.push(span)
  return kept
}

/** "berlin" as "Berlin", so that one name is one in every message. */
function capitalised(name: string): string {
  return /\p{Lu}/u.test(name) ? name : name.replace(/(?<![\p{L}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase())
}

/** What several mentions say of one name; a plain "thing" is only a guess. */
function bestKind(kinds: readonly EntityKind[]): EntityKind {
  const count = (kind: EntityKind) => kinds.filter((one) => one === kind).length
  return [...new Set(kinds)].sort((a, b) => Number(a === 'thing') - Number(b === 'thing') || count(b) - count(a))[0]!
}

/** "Nadia Brandt" covers "Nadia" and "Brandt"; "Dr. Vole" covers "Vole"; a place inside an organisation's name stays. */
function covers(long: Entity, short: Entity): boolean {
  if (long.kind !== 'person' || (short.kind !== 'person' && short.kind !== 'thing') || long.name.length <= short.name.length) return false
  return long.name.toLowerCase().split(/\s+/u).includes(short.name.toLowerCase())
}
