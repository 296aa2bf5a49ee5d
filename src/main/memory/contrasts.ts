import type { Span } from './clauses.ts'

/** "X, not Y, …", "not X but Y": what is said, and what is only named to be denied. */

const own = '(?:my|our|his|her|their|mein(?:e|en|em|er)?|unser(?:e|en|em|er)?|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|(?:il |la |i |le |o |a |os |as )?(?:mi[oaie]|miei|nostr[oaie]|meu|minha|meus|minhas|noss[oa]s?))'
const word = "[\\p{L}\\p{M}'’-]+"
/** Who does something: "my older brother Tom", "Anna", "I". */
const doer = `(?:${own} (?:${word} ){0,2}?${word}(?: (?-i:\\p{Lu})${word})?|(?-i:\\p{Lu})${word}(?: (?-i:\\p{Lu})${word})?|[Ii]|[Ww]e|[Ii]ch|[Ww]ir)`
/** One word with its owner, where no comma tells the end. */
const closeDoer = `(?:${own} (?:(?:older|younger|little|big|best|eldest|youngest) )*${word}(?: (?-i:\\p{Lu})${word})?|(?-i:\\p{Lu})${word}|me|him|her|us|them|you)`
const denying = '(?:(?:and |but |und |et |y |e )?(?:not|nicht|non(?: pas)?|pas|não)|(?:y )?no(?= mis? )|rather than|instead of|as opposed to|unlike|in contrast to|contrary to|anstatt|statt|im Gegensatz zu|plutôt que|au lieu de|en vez de|invece di|em vez de)'

const between = new RegExp(`^(?<said>${doer}) ?, ?${denying} (?<denied>[^,;.!?]{1,60}?), (?=\\S)`, 'iu')
const close = new RegExp(`^(?<said>${doer}),? (?:rather than|instead of|as opposed to|unlike|and not|but not) (?<denied>${closeDoer}),? (?=\\p{Ll}{2,})`, 'iu')
const notBut = new RegExp(`^(?:it(?:['’]s| is| was) )?(?:it(?:['’]s| is| was)n['’]t |not |nicht |pas |no |non |não )(?<denied>[^,;.!?]{1,60}?),? (?:but(?: rather)?|sondern|mais|sino|ma|bensì|mas|e sim) (?<said>${doer}) (?:who |that |which )?(?=\\p{Ll}{2,})`, 'iu')
/** "I don't live in Bonn but in Köln". */
const place = '(?:at|in|for|on|with|near|to)'
const notThere = new RegExp(`^(?<who>${doer}) (?:(?:do|does)(?: not|n['’]?t)) (?<doing>\\p{Ll}+(?: as an? [\\p{L} -]+?)?) (?<denied>${place} [^,;.!?]{1,40}?),? but (?:rather )?(?=${place} )`, 'iu')
const thereNot = new RegExp(`^(?<who>${doer}) (?<doing>live|lives|work|works) not (?<denied>${place} [^,;.!?]{1,40}?),? but (?:rather )?(?=${place} )`, 'iu')

/** "My name is not Bob, it's Rob". */
const notThis = new RegExp(`^(?<what>(?:my|our) (?:${word} ){0,3}?${word}?) ?(?:['’]s not|is not|isn['’]?t|is n['’]t|was not|wasn['’]?t) (?<denied>[^,;.!?]{1,40}?),? (?:but(?: rather)?|it['’]?s|it is|it was)(?: actually| really)? (?=\\S)`, 'iu')

/** "Nadia, my sister, lives in Oslo", "Tom, a friend of mine, …": who somebody is, put behind the name. */
const apposed = new RegExp(`^(?<name>(?-i:\\p{Lu})${word}(?: (?-i:\\p{Lu})${word})?), (?:(?<who>(?:my|our) (?:${word} ){0,2}?${word})|an? (?<whose>(?:${word} ){0,2}?${word}) of (?:mine|ours)), (?=(?:(?:also|now|still|always|never|only) )*(?:is|was|has|had|will|can|does|did|can['’]t|won['’]t|doesn['’]t|moved|got|died|\\p{Ll}{2,}(?:s|ed))(?![\\p{L}]))`, 'iu')

/** A clause without what it denies in passing, for reading what it says: "My wife, not my sister, works" as "My wife works"; and with a name behind who it is. */
export function withoutDenied(clause: string): string {
  const groups = apposed.exec(clause)?.groups
  if (groups !== undefined) return `${groups.who === undefined ? `My ${groups.whose!}` : groups.who.replace(/^\p{Ll}/u, (first) => first.toUpperCase())} ${groups.name!} ${clause.slice(apposed.exec(clause)![0].length)}`
  const instead = notThis.exec(clause)
  if (instead !== null) return `${instead.groups!.what!.trim()} is ${clause.slice(instead[0].length)}`
  for (const pattern of [between, close, notBut]) {
    const found = pattern.exec(clause)
    if (found !== null) return `${found.groups!.said!} ${clause.slice(found[0].length)}`
  }
  for (const pattern of [notThere, thereNot]) {
    const found = pattern.exec(clause)
    if (found !== null) return `${found.groups!.who!} ${found.groups!.doing!} ${clause.slice(found[0].length)}`
  }
  return clause
}

/** Where a sentence sets one person or thing against another: nothing is cut there, for what is denied would stand alone as a fact. */
export function contrastsIn(sentence: string): Span[] {
  const start = /^(?:(?:well|no|yes|actually|also|and|but|so|by the way|btw)[,.]? )*/iu.exec(sentence)![0].length
  const rest = sentence.slice(start)
  for (const pattern of [apposed, between, close, notBut, notThere, thereNot]) {
    const found = pattern.exec(rest)
    if (found !== null) return [{ start, end: start + found[0].length }]
  }
  // Behind what is said: "I live in Bonn, not my parents, who moved away."
  return [...sentence.matchAll(new RegExp(`[,;] ?(?:and |but )?(?:${denying}) (?=(?:${own}|me|him|her|them|us)(?![\\p{L}])|(?-i:\\p{Lu}))[^,;.!?]*(?:,(?= \\p{Ll}))?`, 'giu'))].map((found) => ({ start: found.index, end: found.index + found[0].length }))
}
