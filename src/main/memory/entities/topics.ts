import type { Language } from '../languageOf.ts'
import type { EntitySpan } from './findEntities.ts'

/** A word or two, up to where the sentence goes on with something else. */
const upTo = '(?<topic>[\\p{Ll}-]{4,}(?: [\\p{Ll}-]{4,})?)(?=[.,;!?)]|\\s*$|\\s(?:and|but|because|so|since|as|when|or|too|und|aber|weil|et|mais|y|pero|porque|e|ma|mas)(?![\\p{L}]))'
/** What people do for pleasure: a verb in "-ing" is a topic only when it is one of these. */
const pastimes = 'hiking|cycling|biking|swimming|running|jogging|climbing|bouldering|skiing|snowboarding|surfing|sailing|rowing|kayaking|fishing|camping|skating|dancing|singing|drawing|painting|knitting|crocheting|sewing|quilting|embroidery|cooking|baking|brewing|gardening|reading|writing|blogging|journaling|photography|filming|programming|coding|gaming|travelling|traveling|backpacking|birdwatching|birding|stargazing|woodworking|pottery|calligraphy|meditation|meditating|yoga|pilates|boxing|fencing|wrestling|golfing|karate|judo|volunteering|investing|collecting'

/** Where somebody says that they care for something. */
const leads: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(`(?<![\\p{L}])(?:(?:(?:i['’]?m|i am|we are|we['’]re|is|are|am|been|became|become|got|getting) (?:\\p{L}+ )?(?:interested in|into|passionate about|obsessed with|fascinated by|fond of|keen on|an? (?:\\p{L}+ )?fan of)|(?:my|main|favou?rite) hobb(?:y|ies) (?:is|are)) (?!\\p{L}+ing(?![\\p{L}]))${upTo}|(?:(?:interested in|into|passionate about|fond of|keen on|obsessed with|hobb(?:y|ies) (?:is|are))|(?:i|we) (?:really |also )?(?:love|enjoy|like|started|do|go)) (?<pastime>${pastimes})(?![\\p{L}-]))`, 'giu'),
  de: new RegExp(`(?<![\\p{L}])(?:interessiere mich (?:sehr )?für|begeistere mich für|mein hobby ist|(?:ein )?(?:großer )?fan von) (?:die |das |den |der )?(?<topic>[\\p{L}-]{4,})(?=[.,;!?]|\\s*$|\\s(?:und|aber)(?![\\p{L}]))`, 'giu'),
  fr: new RegExp(`(?<![\\p{L}])(?:m['’]intéresse (?:beaucoup )?(?:à|au|aux)|passionnée? (?:de|par)|mon hobby est|fan de) (?:la |le |les |l['’])?${upTo}`, 'giu'),
  es: new RegExp(`(?<![\\p{L}])(?:me interesa(?:n)?|me apasiona(?:n)?|apasionad[oa] (?:de|por)|mi afición es|aficionad[oa] (?:a|al)|fan de) (?:la |el |los |las )?${upTo}`, 'giu'),
  it: new RegExp(`(?<![\\p{L}])(?:mi interess(?:a|ano)|mi appassion(?:a|ano)|appassionat[oa] di|il mio hobby è|fan di) (?:la |il |lo |l['’]|i |le )?${upTo}`, 'giu'),
  pt: new RegExp(`(?<![\\p{L}])(?:me interesso por|apaixonad[oa] por|interessad[oa] em|meu hobby é|fã de) (?:a |o |as |os )?${upTo}`, 'giu'),
}
const empty = /^(?:the|an?|my|your|his|her|our|their|this|that|these|those|it|him|them|me|you|us|how|what|when|where|why|who|everything|anything|something|nothing|things?|stuff|people|others|both|more|most|some|here|there|diese[sn]?|alles|tout|todo|tutto|tudo|eso|isso|questo|cela)(?![\p{L}])/iu

/** The topics that a text says somebody cares for, as they stand there: one word or two. */
export function topicSpans(text: string, language: Language): EntitySpan[] {
  return [...text.matchAll(leads[language])].flatMap((match) => {
    const topic = match.groups!.topic ?? match.groups!.pastime!
    if (empty.test(topic)) return []
    const end = match.index + match[0].length
    return [{ start: end - topic.length, end, name: topic, kind: 'topic' as const }]
  })
}
