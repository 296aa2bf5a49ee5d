import type { Span } from './clauses.ts'
import { endsOfName } from './factValue.ts'
import { leadOf } from './leads.ts'

/** The last fact that was said, as a bare correction finds it. */
export interface Corrected { readonly key: string; readonly subject: string; readonly text?: string }

const pointing = /^(?:it['’]?s|it is|it was|that['’]?s|that is|i meant(?: to say)?|i mean|es ist|ich meine?|ich meinte|c['’]est|je voulais dire|es|quería decir|è|volevo dire|é|eu quis dizer)\s+(?!not\b|nicht|pas|ok|fine|wrong|right|good|all|true|correct|enough|nothing|great|too|so|very|really|just|only|because|about|my|your|up|like|what|how|why|when|where|me(?![\p{L}])|over|done|complicated|a (?:joke|long|bit|question|problem|different))/iu
const preposition = /^(?:in|at|on|for|with|to|from|near|bei|für|aus|auf|am|à|en|au|chez|pour|a|per|presso|em|na|no|para) /iu
/** What stands behind the verb of a sentence such as "My birthday is on 3 May" or "I am 34 years old". */
const said = /^(?<frame>(?:my|our|meine?|unsere?|mon|ma|mi|il mio|la mia|meu|minha|o meu|a minha) [^,.;]{2,40}? (?:is|are|was|ist|sind|est|es|è|é)(?: (?:on|in|at|called|named|am|le|el|il|o))? )(?<value>[^,.;!?]{1,60})/iu
const age = /^(?<frame>(?:i['’]?m|i am|ich bin|j['’]ai|tengo|ho|tenho) )(?<value>\d{1,3})(?![\d])/iu
const named = /^(?:\p{Lu}[\p{L}\p{M}\d'’&.-]*)(?: (?:\p{Lu}[\p{L}\p{M}\d'’&.-]*|de|la|of|am|the|van|von|del|und|and|&)){0,4}$/u

const noValue = /^(?:wait|stop|thanks|thank you|sorry|please|never|nothing|really|listen|look|ok|okay|yes|no|not|that|this|you|we|i|my|the)(?![\p{L}])/iu
/** The same as in English for names of places, firms and people. */
const foreign = /(?<![\p{L}])(?:wohne|lebe|habite|vis|vivo|abito|moro|arbeite|travaille|trabajo|lavoro|trabalho|heiße|heißt|appelle|llamo|llama|chiamo|chiama|chamo|chama) (?:(?:in|bei|für|à|en|chez|pour|a|ad|per|em|na|no|para) )?(?<value>\p{Lu}[\p{L}\p{M}\d'’&-]*(?: \p{Lu}[\p{L}\p{M}\d'’&-]*){0,2})/u

/** True for what can stand for a name or a number by itself. */
export function isBare(value: string): boolean {
  return /^\d[\d.,]*$/u.test(value) || (named.test(value.replace(preposition, '')) && !noValue.test(value))
}

/** The value in a bare correction: "Lyon" in "it is Lyon.", "Lyon, not Paris"; null where it is no short value. */
export function correctedValue(body: string): string | null {
  const bare = body.replace(/[\s.!]+$/u, '')
  const plain = bare.replace(pointing, '').replace(/,? (?:not|nicht|et non|pas|y no|no|non|e non|não|e não) [^,]{1,40}$/iu, '').replace(/^not [^,]{1,30}, (?:but )?/iu, '')
  if (plain === '' || plain.length > 60 || plain.split(/\s+/u).length > 6 || /[,;:?]/u.test(plain)) return null
  return noValue.test(plain) || (plain === bare && !isBare(plain)) ? null : plain
}

/**
 * A sentence with another value in it: "I live in Paris" with "Lyon" is "I live in Lyon". Null where it does not show what its
 * value is.
 */
export function withValue(text: string, key: string, value: string): string | null {
  const body = text.slice(leadOf(text).length)
  const place = valueIn(body, key)
  if (place === null) return null
  const old = body.slice(place.start, place.end)
  const fresh = preposition.test(`${old} `) ? value : value.replace(preposition, '')
  const isName = /^\p{Lu}/u.test(old) && /\.(?:name|home|employer)$/u.test(key)
  if (isName && !named.test(fresh)) return null
  if (/^\d/u.test(old) && !/\d/u.test(fresh)) return null
  return `${body.slice(0, place.start)}${fresh}${body.slice(place.end)}`
}

function valueIn(text: string, key: string): Span | null {
  const name = endsOfName(text, key)
  if (name !== null) return name
  const abroad = foreign.exec(text)
  if (abroad !== null) return { start: abroad.index + abroad[0].length - abroad.groups!.value!.length, end: abroad.index + abroad[0].length }
  const found = said.exec(text) ?? age.exec(text)
  return found === null ? null : { start: found.groups!.frame!.length, end: found[0].trimEnd().length }
}
