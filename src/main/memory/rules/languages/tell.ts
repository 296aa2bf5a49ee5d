import { isOnlyTime } from '../../dates.ts'
import { mayNameTime } from '../../dates/readDays.ts'
import { untilIn } from '../../dates/untilDay.ts'
import { isFirstName, isPlaceName } from '../../entities/knownNames.ts'
import { ownVerb } from '../../entities/nameSpans.ts'
import { possibleLanguages, type Language } from '../../languageOf.ts'
import { isTitled } from '../../../../shared/titles.ts'
import { byPattern, nameIn, type Rule, type RuleSight } from '../rule.ts'

type Options = Omit<Parameters<typeof byPattern>[0], 'rule' | 'pattern' | 'importance'> & { readonly importance?: number }

/** How one language says what English rules say; every text is the source of a pattern without anchors. */
export interface LanguageTable {
  readonly language: Language
  /** What may stand before a fact beside what `leadOf` reads off: "seit 2019", "desde abril". */
  readonly opening: string
  /** Anywhere in a sentence: conditions, doubts, wishes, reports of others, play, orders. Nothing is learned from it. */
  readonly blocked: string
  /** What a person's own words call each relation and pet, and how the keys call it. */
  readonly relations: Readonly<Record<string, string>>
  /** What can be a favourite, and how the keys call it. */
  readonly favourites: Readonly<Record<string, string>>
  readonly facts: readonly (readonly [rule: string, source: string, options?: Options])[]
  /** "my", with words such as "older" that may follow before the relation, and after it. */
  readonly my: string
  readonly myMiddle: string
  readonly myAfter: string
  /** "is called"; and the plain "is", after which only a known name or a title is one. */
  readonly isCalled: string
  readonly is: string
  /** What holds of others for longer than a day; `home` and `employer` replace what was known. */
  readonly lasting: string
  readonly home: string
  readonly employer: string
  /** First person, for what happened or will happen on a day; both need a day that the text names. */
  readonly past: string
  readonly future: string
  /** The same sentence with the subject first ("Seit April arbeite ich bei Ferro"); empty where it has no such form. */
  readonly subjectFirst?: (body: string) => string[]
}

const dayMs = 86_400_000
/** Doing that is about this talk or over in a moment. */
const passing = /(?<![\p{L}])(?:frage|problem|fehler|code|question|problème|erreur|pregunta|problema|código|domanda|errore|codice|pergunta|erro|bug|prompt|chat|\p{L}*(?:probier|versuch)\p{L}*|essay\p{L}+|prob(?:ar|o|aré)\p{L}*|prov(?:o|are|erò|arlo)|test(?:o|ar|are|en|er|e)|tent(?:o|ar|are)|isso|isto|eso|esto|ça|questo|quello|verst(?:and|eh)\p{L}*|nichts|rien|compris|nada|entend(?:í|ido|i)|niente|capito|vorschlag|sugerencia|suggerimento|sugestão|suggestion)(?![\p{L}])/iu

/** The rules of a language, under the keys that English facts have. */
export function rulesOf(table: LanguageTable): Rule[] {
  const blocked = new RegExp(`(?<![\\p{L}])(?:${table.blocked})(?![\\p{L}])`, 'iu')
  const relation = Object.keys(table.relations).sort((a, b) => b.length - a.length).join('|')
  const mine = `(?:${table.my}) (?:(?:${table.myMiddle}) )*(?<relation>${relation})(?: (?:${table.myAfter}))?`
  const open = (source: string) => new RegExp(`^(?:${table.opening})?(?:${source})`, 'iu')
  const keyOf = (groups: Record<string, string> | undefined) => `user.${table.relations[groups!.relation!.toLowerCase()]!}`
  const [past, future] = [table.past, table.future].map((source) => new RegExp(`^(?:(?:ich|wir|je|nous|yo|nosotros|io|noi|eu|nós|también|anche|também|aussi|auch|me|mi|nos|ci) )*(?:${source})(?![\\p{L}])`, 'iu')) as [RegExp, RegExp]
  const rules: Rule[] = [
    ...table.facts.map(([rule, source, options]) => byPattern({ importance: 0.7, ...options, rule, pattern: open(source) })),
    byPattern({ rule: 'relation.name', pattern: open(`${mine},? (?:${table.isCalled}) (?<value>.+)$`), importance: 0.85, confidence: 0.92, key: ({ groups }) => `${keyOf(groups)}.name`, subject: ({ groups }) => nameIn(groups!.value!) ?? 'user', accept: ({ groups }) => nameIn(groups!.value!) !== null }),
    byPattern({ rule: 'relation.name', pattern: open(`${mine} (?:${table.is}) (?<value>\\p{L}[\\p{L}'’. -]*?)[.!]*$`), importance: 0.8, key: ({ groups }) => `${keyOf(groups)}.name`, subject: ({ groups }) => groups!.value!, accept: ({ groups }) => isTitled(groups!.value!) || (/^\p{Lu}/u.test(groups!.value!) && isFirstName(groups!.value!.split(' ')[0]!.toLowerCase())) }),
    byPattern({ rule: 'relation.fact', pattern: open(`${mine}(?:,? (?<value>\\p{L}[\\p{L}'’-]+),?)? (?<rest>(?:${table.lasting})(?![\\p{L}]).*)$`), importance: 0.7, confidence: 0.8,
      key: ({ groups }) => factKey(groups!.value?.toLowerCase() ?? keyOf(groups), groups!.rest!, table), subject: ({ groups }) => groups!.value ?? groups!.relation!.toLowerCase(),
      accept: ({ groups }) => groups!.value === undefined || /^\p{Lu}/u.test(groups!.value) }),
    byPattern({ rule: 'person.fact', pattern: new RegExp(`^(?<value>\\p{Lu}[\\p{L}\\p{M}'’-]+) (?<rest>(?:${table.lasting})(?![\\p{L}]).*)$`, 'iu'), importance: 0.6, confidence: 0.8, key: ({ groups }) => factKey(groups!.value!.toLowerCase(), groups!.rest!, table), subject: ({ groups }) => groups!.value!,
      accept: ({ groups }) => /^\p{Lu}/u.test(groups!.value!) && isFirstName(groups!.value!.toLowerCase()) && !isPlaceName(groups!.value!.toLowerCase()) && !ownVerb.test(groups!.value!.toLowerCase()) }),
    (sight) => dated(sight, past, 'event', sight.date !== null && sight.date < sight.at + dayMs / 2, 0.55),
    (sight) => dated(sight, future, 'plan', sight.date !== null && sight.date >= sight.at - dayMs / 2, 0.7),
  ]
  let last: { readonly sight: RuleSight; readonly bodies: readonly string[] } | null = null
  return rules.map((rule) => (sight) => {
    last = last?.sight === sight ? last : { sight, bodies: !possibleLanguages(sight.clause.sentence.text).has(table.language) || blocked.test(sight.clause.sentence.text) ? [] : bodiesOf(sight.body, table) }
    for (const body of last.bodies) {
      const found = rule(body === sight.body ? sight : { ...sight, body })
      if (found !== null) return found
    }
    return null
  })
}

/** A sentence as it stands, without the time that opens it, and with its subject first. */
function bodiesOf(body: string, table: LanguageTable): string[] {
  const words = mayNameTime(body.slice(0, 60)) ? [...body.matchAll(/\S+/gu)].slice(0, 8) : []
  const opening = words.findLast((word) => word.index > 0 && isOnlyTime(body.slice(0, word.index).replace(/[\s,]+$/u, ''), table.language))
  return [...new Set([body, ...(opening === undefined ? [] : [body.slice(opening.index)]), ...(table.subjectFirst?.(body) ?? [])])]
}

function factKey(who: string, rest: string, table: LanguageTable): string | null {
  if (new RegExp(`^(?:${table.home}) (?:\\p{Ll}+ )?\\p{Lu}`, 'u').test(rest)) return `${who}.home`
  return new RegExp(`^(?:${table.employer})(?![\\p{L}])`, 'iu').test(rest) ? `${who}.employer` : null
}

/** The doing must open what is left of a sentence without its time: what stands later may be somebody else's. */
function dated(sight: RuleSight, doing: RegExp, rule: string, fits: boolean, importance: number) {
  return fits && !passing.test(sight.body) && doing.test(sight.body) ? { rule, kind: 'episodic' as const, subject: 'user', key: null, importance, confidence: 0.76 } : null
}

/** For facts whose value must be a name. */
export const named: Options = { importance: 0.95, confidence: 0.93, key: 'user.name', accept: ({ groups }) => { const name = nameIn(groups!.value!); return name !== null && (/^\p{Lu}/u.test(name) || /^[\s.!,]*(?:übrigens|au fait|por cierto|comunque|aliás)?[\s.!,]*$/u.test(groups!.value!.slice(name.length))) } }

/** What lies ahead is a plan and no home yet. */
const isNow = (sight: RuleSight): boolean => sight.date === null || untilIn(sight.body, sight.at) !== null || sight.date < sight.at

/** For where somebody lives: a place by its capital or by being well known; without one it is said, but replaces nothing. */
export const placed: Options = { importance: 0.85, key: ({ groups }) => looksLikePlace(groups!.value!) ? 'user.home' : null, accept: (_, sight) => isNow(sight) }

/** For what somebody moved to: only a place counts. */
export const movedTo: Options = { ...placed, accept: ({ groups }, sight) => isNow(sight) && looksLikePlace(groups!.value!) }

function looksLikePlace(value: string): boolean {
  const bare = value.replace(/^(?:der |den |die |le |la |el |les |il |o |a |os |as |l['’])/iu, '')
  return /^\p{Lu}/u.test(bare) || [1, 2].some((count) => isPlaceName(bare.toLowerCase().split(/[\s,.!]+/u).slice(0, count).join(' ')))
}

/** For favourites: the word of the language becomes that of the key. */
export function favourite(words: Readonly<Record<string, string>>): Options {
  return { importance: 0.7, confidence: 0.9, key: ({ groups }) => { const what = (groups!.what ?? groups!.that)!.toLowerCase(); return `user.favourite.${words[what] ?? what}` } }
}

/** For pets that are named where they are mentioned first. */
export function petNamed(relations: Readonly<Record<string, string>>): Options {
  return { importance: 0.75, key: ({ groups }) => `user.${relations[groups!.pet!.toLowerCase()] ?? 'pet'}.name`, subject: ({ groups }) => nameIn(groups!.value!) ?? 'user', accept: ({ groups }) => nameIn(groups!.value!) !== null }
}

export const health: Options = { importance: 0.95, confidence: 0.92 }
export const diet: Options = { importance: 0.85, confidence: 0.9 }
export const taste: Options = { importance: 0.55, confidence: 0.78 }
export const wish: Options = { kind: 'procedural', importance: 0.8, confidence: 0.85 }
export const answerLanguage: Options = { kind: 'procedural', importance: 0.85, confidence: 0.88, key: 'assistant.language' }
export const keyed = (key: string, importance = 0.8): Options => ({ key, importance })
