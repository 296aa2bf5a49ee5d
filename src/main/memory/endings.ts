import type { Candidate, Memory } from '../../shared/memory.ts'
import { isDenial, spellOut } from './sameFact.ts'
import { contentStems } from './words.ts'

/** The end of a job, a home or a belonging, in the words that say so. */
const ending = /\b(?:no longer|any ?more|any longer|(?:quit|(?:left|lost|gave up) (?:(?:my|the|our) (?:old )?(?:job|position|post|company|firm)|(?-i:\p{Lu}))|resigned from|stopped working|quit working|(?:was|got) (?:fired|laid off)|moved (?:out of|away from)|sold|gave away|got rid of|traded in)(?![\p{L}]))|(?<![\p{L}])(?:nicht mehr|kein\p{L}* .*mehr|gekündigt|ne .*plus|n['’]\p{L}+ plus|ya no|non .*più|não .*mais|já não)(?![\p{L}])/iu

/** True for a sentence that says that something is over. */
export function tellsOfEnd(text: string): boolean {
  return ending.test(text)
}

/** True for a candidate of a rule that reads ends: it takes the place of what it names, and of nothing else. */
export function isEnding(candidate: Pick<Candidate, 'rule'>): boolean {
  return /\.ended(?:\.correction)?$/u.test(candidate.rule)
}

const workKey = /^user\.(?:job|employer)$/u
const homeKey = /^user\.(?:home|address)$/u
const petKey = /^user\.(?:dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|pony|fish|pet)\.name$/u
const employerNamed = /(?<![\p{L}])(?:at|for|with|bei|für|chez|pour|en|para|per|presso|na|no|joined) (?:the |der |dem |la |le |el |il |a |o )?\p{Lu}/u
const makes = /\b(?:tesla|toyota|honda|ford|bmw|audi|mercedes|volkswagen|vw|skoda|škoda|renault|peugeot|citro[eë]n|fiat|volvo|mazda|nissan|hyundai|kia|opel|vauxhall|porsche|jeep|subaru|suzuki|dacia|lexus|polestar)\b/iu
const having = /\b(?:have|has|got|own|drive|ride|bought|adopted|keep|my|our)\b/iu

/** Words of a sentence that names what is over, without those that only say that it is. */
const sayings = new Set('no longer any more anymore work worked working job position post live lived have own drive ride play quit left lost resign resigned stop stopped fired laid off moved out away sold gave got rid traded old last week month year yesterday today january february march april june july august september october november december since company firm'.split(' ').flatMap(contentStems))

/** Names in it, which tell a firm or a place from all others. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/(?<=\s)\p{Lu}[\p{L}\p{M}\d'’&-]*/gu)].flatMap((found) => contentStems(found[0])).filter((stem) => !sayings.has(stem))
}

/**
 * Whether a candidate says that what a memory holds is over: "I left Bosch" ends "I work as a welder at Bosch", "I no longer
 * have a dog" ends "I have a dog named Rex". Another firm, place or thing is left alone.
 */
export function ends(candidate: Candidate, one: Memory): boolean {
  if (!isEnding(candidate) || one.kind === 'episodic' || isDenial(one.text) || tellsOfEnd(one.text)) return false
  const known = new Set(contentStems(one.text))
  const names = namesIn(candidate.text)
  if (candidate.rule.startsWith('employer.')) {
    if (candidate.key === null || one.key === null || !workKey.test(one.key)) return false
    return names.length > 0 ? names.some((name) => known.has(name)) : employerNamed.test(one.text)
  }
  if (candidate.rule.startsWith('other.')) {
    const after = candidate.text.replace(/^.*?\b(?:no longer|work|live|quit|working|moved)\b/iu, '')
    return one.subject.toLowerCase() === candidate.subject.toLowerCase() && /\.(?:employer|home)$/u.test(one.key ?? '') && namesIn(after).some((name) => known.has(name))
  }
  if (candidate.rule.startsWith('life.')) {
    const who = candidate.subject.toLowerCase()
    // Of a person the name stays true; of an animal it says that it is there.
    return petKey.test(one.key ?? '') ? one.subject.toLowerCase() === who || one.key === `user.${who}.name` : one.subject.toLowerCase() === who && (/\.(?:employer|home)$/u.test(one.key ?? '') || /^(?:my|our) (?:dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|pony|fish|pet)(?![\p{L}])/iu.test(one.text))
  }
  if (candidate.rule.startsWith('home.')) return candidate.key !== null && one.key !== null && homeKey.test(one.key) && names.some((name) => known.has(name))
  if (candidate.rule.startsWith('family state.')) return one.key === candidate.key
  const things = contentStems(spellOut(candidate.text)).filter((stem) => !sayings.has(stem))
  if (things.length === 0) return false
  const isOwned = one.subject === 'user' || one.key?.startsWith('user.') === true
  return isOwned && having.test(one.text) && (things.every((stem) => known.has(stem)) || (things[0] === 'car' && (one.key === 'user.car' || makes.test(one.text))))
}

/** Keys under which a candidate may end something, beside its own. */
export function keysToEnd(candidate: Candidate): string[] {
  if (candidate.key !== null && workKey.test(candidate.key)) return ['user.job', 'user.employer'].filter((key) => key !== candidate.key)
  if (candidate.key !== null && homeKey.test(candidate.key)) return ['user.home', 'user.address'].filter((key) => key !== candidate.key)
  if (candidate.rule.startsWith('life.')) return [`user.${candidate.subject.toLowerCase()}.name`]
  return candidate.rule.startsWith('belonging.ended') ? contentStems(candidate.text).flatMap((stem) => [`user.${stem}`, `user.${stem}.name`]) : []
}

/** "I work at Siemens" says where somebody works, "I am a welder at Bosch" both that and as what: a newer firm ends the older. */
export function namesOtherEmployer(candidate: Candidate, one: Memory): boolean {
  if (candidate.key === null || one.key === null || candidate.key === one.key || !workKey.test(candidate.key) || !workKey.test(one.key)) return false
  const [mine, theirs] = [employerIn(candidate.text), employerIn(one.text)]
  return mine !== null && theirs !== null && mine !== theirs && !isDenial(one.text) && !isDenial(candidate.text)
}

function employerIn(text: string): string | null {
  const found = /(?<![\p{L}])(?:at|for|with|bei|chez) (?:the |der |dem )?(?<name>\p{Lu}[\p{L}\p{M}\d'’&-]*(?: \p{Lu}[\p{L}\p{M}\d'’&-]*){0,2})/u.exec(text)
  return found === null ? null : found.groups!.name!.toLowerCase()
}
