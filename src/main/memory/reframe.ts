import type { Span } from './clauses.ts'
import { readDays } from './dates/readDays.ts'
import { endsOfName } from './factValue.ts'
import { leadOf } from './leads.ts'
import { isAlike, isColour, isDay, isNamed, isNumber, numberWords, preposition } from './valueKind.ts'

/** A fact that was said, as a bare correction finds it. */
export interface Corrected { readonly key: string | null; readonly subject: string; readonly text?: string }

/** A sentence with its new value, and whom it is about now. */
export interface Reframed { readonly text: string; readonly subject: string }

const pointing = /^(?:it['’]?s|it is|it was|that['’]?s|that is|i meant(?: to say)?|i mean|(?:his|her|its|their|the) name(?:['’]s| is| was)|es ist|ich meine?|ich meinte|c['’]est|je voulais dire|es|quería decir|è|volevo dire|é|eu quis dizer)\s+(?!(?:not|nicht|pas|ok|fine|wrong|right|good|all|true|correct|enough|nothing|great|too|so|very|really|just|only|because|about|my|your|up|like|what|how|why|when|where|me|over|done|complicated|a (?:joke|long|bit|question|problem|different))(?![\p{L}]))/iu
/** What stands behind the verb of a sentence such as "My birthday is on 3 May" or "I am 34 years old". A full stop within a word or behind "Dr" ends nothing. */
const said = /^(?<frame>(?:my|our|meine?|unsere?|mon|ma|mi|il mio|la mia|meu|minha|o meu|a minha) [^,.;]{2,40}? (?:is|are|was|ist|sind|est|es|è|é)(?: (?:on|in|at|called|named|am|le|el|il|o))? )(?<value>(?:[^,.;!?]|\.(?=[^\s])|(?<=(?:^|\s)(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Rev))\.){1,60})/iu
const age = /^(?<frame>(?:i['’]?m|i am|ich bin|j['’]ai|tengo|ho|tenho) )(?<value>\d{1,3})(?![\d])/iu
/** The old value, named to be denied: "Lyon, not Paris". */
const denied = /,? (?:not|nicht|et non|pas|y no|no|non|e non|não|e não) (?<old>[^,]{1,40})$/iu

const noValue = /^(?:wait|stop|thanks|thank you|sorry|please|never|nothing|really|listen|look|ok|okay|yes|no|not|that|this|you|we|i|my|the)(?![\p{L}])/iu
/** The same as in English for names of places, firms and people. */
const foreign = /(?<![\p{L}])(?:wohne|lebe|habite|vis|vivo|abito|moro|arbeite|travaille|trabajo|lavoro|trabalho|heiße|heißt|appelle|llamo|llama|chiamo|chiama|chamo|chama) (?:(?:in|bei|für|à|en|chez|pour|a|ad|per|em|na|no|para) )?(?<value>\p{Lu}[\p{L}\p{M}\d'’&-]*(?: \p{Lu}[\p{L}\p{M}\d'’&-]*){0,2})/u

/** True for what can stand for a name, a number or a day by itself. */
export function isBare(value: string): boolean {
  return isNumber(value) || isDay(value) || isColour(value) || (isNamed(value.replace(preposition, '')) && !noValue.test(value))
}

/** True for words that point back at something said before. */
export function pointsBack(body: string): boolean {
  return pointing.test(body)
}

/** The value in a bare correction: "Lyon" in "it is Lyon.", "Lyon, not Paris"; null where it is no short value. */
export function correctedValue(body: string): string | null {
  const bare = body.replace(/[\s.!]+$/u, '')
  const plain = bare.replace(pointing, '').replace(denied, '').replace(/^not [^,]{1,30}, (?:but )?/iu, '')
  if (plain === '' || plain.length > 60 || plain.split(/\s+/u).length > 6 || /[,;:?]/u.test(plain)) return null
  return noValue.test(plain) || (plain === bare && !isBare(plain)) ? null : plain
}

/** True for "It's Eve, not Eva." behind a sentence whose value is Eva: a correction without a word that says so. */
export function deniesValue(body: string, correcting: Corrected): boolean {
  const old = pointing.test(body) ? denied.exec(body.replace(/[\s.!]+$/u, ''))?.groups?.old : undefined
  if (old === undefined || correcting.text === undefined) return false
  return new RegExp(`(?<![\\p{L}\\d])${old.replace(preposition, '').replace(/[^\p{L}\p{N} ]/gu, '\\$&')}(?![\\p{L}\\d])`, 'iu').test(correcting.text)
}

/**
 * A sentence with another value in it: "I live in Paris" with "Lyon" is "I live in Lyon". Null where it does not show what its
 * value is; `unlike` where the new one is of another kind, so that something else was meant.
 */
export function withValue(correcting: Corrected & { readonly text: string }, value: string): Reframed | 'unlike' | null {
  const { key } = correcting
  const body = correcting.text.slice(leadOf(correcting.text).length)
  const place = key === null ? countedIn(body, value) : valueIn(body, key) ?? countedIn(body, value)
  if (place === null) return key === null ? 'unlike' : null
  const old = body.slice(place.start, place.end)
  if (!isAlike(old, value, key)) return 'unlike'
  const plain = preposition.test(`${old} `) ? value : value.replace(preposition, '')
  const article = isNamed(plain) ? /^(?:an?|the) /u.exec(old)?.[0] ?? '' : ''
  const subject = correcting.subject.toLowerCase() === old.toLowerCase() ? plain : correcting.subject
  return { text: `${body.slice(0, place.start)}${article}${plain}${body.slice(place.end)}`, subject }
}

function valueIn(text: string, key: string): Span | null {
  const name = endsOfName(text, key)
  if (name !== null) return name
  const abroad = foreign.exec(text)
  if (abroad !== null) return { start: abroad.index + abroad[0].length - abroad.groups!.value!.length, end: abroad.index + abroad[0].length }
  const found = said.exec(text) ?? age.exec(text)
  return found === null ? null : { start: found.groups!.frame!.length, end: found[0].trimEnd().length }
}

/** The one day or the one count of a sentence, where the new value is one too. */
function countedIn(text: string, value: string): Span | null {
  const spans = isDay(value) ? readDays(text, 0, 'future').map(({ start, end }) => ({ start, end }))
    : isNumber(value) ? [...text.matchAll(new RegExp(`(?<![\\p{L}\\d.,:])(?:\\d+|${numberWords})(?![\\p{L}\\d.,:]*[\\p{L}\\d])`, 'giu'))].map((found) => ({ start: found.index, end: found.index + found[0].length })) : []
  const [one, more] = spans
  return one === undefined || more !== undefined ? null : one
}
