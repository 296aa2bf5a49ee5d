import type { Language } from '../languageOf.ts'
import type { EntitySpan } from './findEntities.ts'

/** What somebody says they care for, learn or do: the words after these, up to a word that belongs to the sentence again. */
const leads: Readonly<Record<Language, RegExp>> = {
  en: /(?<![\p{L}])(?:(?:interested|deeply into|really into|big) (?:in )?|passionate about |obsessed with |fan of |fascinated by |(?:my|main|favou?rite) hobb(?:y|ies) (?:is|are) |i (?:love|enjoy|like) (?=\p{L}+ing(?![\p{L}])(?! (?:to|the|a|my|that|you|it))))(?<topic>\p{Ll}+)/giu,
  de: /(?<![\p{L}])(?:interessiere mich (?:sehr )?für |begeistere mich für |mein hobby ist |fan von )(?:die |das |den )?(?<topic>\p{L}+)/giu,
  fr: /(?<![\p{L}])(?:(?:je )?m['’]intéresse (?:à |au |aux )|passionnée? (?:de |par )|mon hobby est )(?:la |le |les |l['’])?(?<topic>\p{Ll}+)/giu,
  es: /(?<![\p{L}])(?:me interesa |me apasiona |apasionad[oa] (?:de |por )|mi afición es |aficionad[oa] (?:a |al ))(?:la |el |los |las )?(?<topic>\p{Ll}+)/giu,
  it: /(?<![\p{L}])(?:mi interessa |mi appassiona |appassionat[oa] di |il mio hobby è )(?:la |il |lo |l['’]|i |le )?(?<topic>\p{Ll}+)/giu,
  pt: /(?<![\p{L}])(?:me interesso por |apaixonad[oa] por |interessad[oa] em |meu hobby é )(?:a |o |as |os )?(?<topic>\p{Ll}+)/giu,
}
const empty = /^(?:the|a|an|my|your|his|her|our|their|this|that|it|him|them|me|you|us|in|to|of|how|what|when|where|why|who|everything|anything|something|nothing|things|stuff|going|being|having|getting|doing|making|taking|trying|seeing|knowing|hearing|working|living|using|talking|thinking|spending|learning|studying|diese|dieses|alles|tout|todo|tutto|tudo|people|others|thing|both|all|more|most|one|some|any)$/u

/** The topics that a text says somebody cares for; one word each, as it stands there. */
export function topicSpans(text: string, language: Language): EntitySpan[] {
  return [...text.matchAll(leads[language])].flatMap((match) => {
    const topic = match.groups!.topic!
    if (topic.length < 4 || empty.test(topic.toLowerCase())) return []
    const end = match.index + match[0].length
    return [{ start: end - topic.length, end, name: topic, kind: 'topic' as const }]
  })
}
