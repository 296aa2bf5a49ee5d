import { isFirstName, isPlaceName } from '../entities/knownNames.ts'
import { adverbs, type Rule, type RuleFound, type RuleSight } from './rule.ts'

const over = '(?: any ?more| any longer)'
const since = '(?= (?:last|this|in|on|at the|two|three|a|after|before|because|for good|yesterday|today|recently|when|to)(?![\\p{L}])|[.!,;]|$)'
const name = '(?-i:\\p{Lu})[\\p{L}\\p{M}\\d\'’&-]*(?: (?:(?-i:\\p{Lu})[\\p{L}\\p{M}\\d\'’&-]*))*'
const things = '(?:car|bike|bicycle|motorbike|motorcycle|scooter|van|boat|house|flat|apartment|cottage|cabin|garden|allotment|piano|guitar|violin|cello|drums|laptop|tablet|television|tv|camera|caravan|camper van|farm|dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|pony|fish|hens|chickens|pets?|tesla|toyota|honda|ford|bmw|audi|mercedes|volkswagen|skoda|škoda|renault|peugeot|fiat|volvo|mazda|vespa)s?'

/**
 * What is over: a job, a home, a marriage, a belonging. Where the sentence names a day that is past, that is when it ended.
 * What it ends is found by `ends`.
 */
export const endingRules: readonly Rule[] = [
  ended('employer', 'user.employer', 0.75, new RegExp(`^i(?:['’]ve| have)? ${adverbs}(?:(?:no longer work|stopped working|quit working|finished working) (?:at|for|with)|(?:don['’]?t|do not) work (?:at|for|with)(?=.*${over})) (?!you|it|me|this)\\S`, 'iu')),
  ended('employer', 'user.employer', 0.75, new RegExp(`^i(?:['’]ve| have)? ${adverbs}(?:quit|left|lost|resigned from|gave up|was (?:fired|laid off|let go|sacked) (?:from|by)|got (?:fired|laid off|sacked) (?:from|by)) (?:my|the) (?:old )?(?:job|position|post)(?![\\p{L}])`, 'iu')),
  ended('employer', 'user.employer', 0.75, new RegExp(`^i(?:['’]ve| have)? ${adverbs}(?:quit|left|resigned from|(?:was|got) (?:fired|laid off|let go|sacked) (?:from|by)) (?<value>${name})${since}`, 'iu'), (value) => !value.split(' ').some((word) => isFirstName(word.toLowerCase())) && !isPlaceName(value.toLowerCase()) && !/^(?:I|It|The|A|An|My|Our|His|Her|At|In|On|Facebook|Twitter|Instagram|Windows|Linux)(?![\p{L}])/u.test(value)),
  ended('home', 'user.home', 0.8, new RegExp(`^(?:i|we)(?:['’]ve| have)? ${adverbs}moved (?:out of|away from) (?<value>${name})`, 'iu')),
  ended('family state', 'user.family state', 0.7, new RegExp(`^(?:(?:i['’]?m|i am|we['’]re|we are) ${adverbs}(?:no longer (?:married|engaged|single|divorced|together|in a relationship)|not (?:married|engaged|together|in a relationship)${over})|(?:i|we)(?:['’]ve| have)? ${adverbs}(?:got|gotten) (?:divorced|separated))(?![\\p{L}])`, 'iu')),
  ended('belonging', null, 0.6, new RegExp(`^(?:i|we) (?:(?:no longer (?:have|own|drive|ride|keep)|(?:don['’]?t|do not) (?:have|own|drive|ride|keep)(?=.*${over})) (?:an? |any |the |my |our )?|(?:(?:have|['’]ve) )?${adverbs}(?:sold|gave away|got rid of|traded in|rehomed) (?:the|my|our) (?:old |little |big )?)${things}(?![\\p{L}])`, 'iu')),
  othersEnd,
  died,
]

const othersEnded = new RegExp(`^(?:(?:[Mm]y|[Oo]ur) (?:[\\p{L}-]+ ){0,2}?(?<relation>[\\p{L}-]+)(?: (?<named>(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+))?|(?<name>(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+)) (?:no longer (?:works? (?:at|for)|lives? in)|(?:doesn['’]?t|does not|don['’]?t) (?:work (?:at|for)|live in)(?=.*${over})|(?:has |have )?(?:quit|stopped working (?:at|for)|moved (?:out of|away from))) (?-i:\\p{Lu})`, 'iu')

/** "My brother no longer works at Bosch": it ends what is known of the same person. */
function othersEnd({ body, date, at }: RuleSight): RuleFound | null {
  const groups = othersEnded.exec(body)?.groups
  if (groups === undefined || (groups.name !== undefined && !isFirstName(groups.name.toLowerCase()))) return null
  return { rule: 'other.ended', kind: date !== null && date <= at ? 'episodic' : 'semantic', subject: groups.named ?? groups.name ?? groups.relation!.toLowerCase(), key: null, importance: 0.65, confidence: 0.8 }
}

const deceased = new RegExp(`^(?:(?:[Mm]y|[Oo]ur) (?:(?:old|little|beloved|dear|poor) )*(?<pet>dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|pony|fish|pet)(?:,? (?<called>(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+),?)?|(?<name>(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+)) (?:(?:has|had|just|sadly|suddenly|peacefully|recently) )*(?:died|passed away|was put (?:down|to sleep))(?![\\p{L}])`, 'iu')
const yearMs = 366 * 86_400_000

/** "Rex died last week", "My cat died": of a bare name only what is near in time, for the deaths of the famous can be looked up. */
function died({ body, date, at }: RuleSight): RuleFound | null {
  const groups = deceased.exec(body)?.groups
  if (groups === undefined) return null
  if (groups.name !== undefined && !(date === null ? isFirstName(groups.name.toLowerCase()) : Math.abs(at - date) < yearMs)) return null
  return { rule: 'life.ended', kind: 'episodic', subject: groups.name ?? groups.called ?? groups.pet!.toLowerCase(), key: null, importance: 0.7, confidence: 0.82 }
}

function ended(rule: string, key: string | null, importance: number, pattern: RegExp, fits: (value: string) => boolean = () => true): Rule {
  return ({ body, date, at }) => {
    const found = pattern.exec(body)
    if (found === null || !fits(found.groups?.value ?? '')) return null
    return { rule: `${rule}.ended`, kind: date !== null && date <= at ? 'episodic' : 'semantic', subject: 'user', key, importance, confidence: 0.82 }
  }
}
