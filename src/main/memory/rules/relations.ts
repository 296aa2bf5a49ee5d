import { professions } from './professions.ts'
import { isTitled, withoutTitle } from '../../../shared/titles.ts'
import { byPattern, nameIn, personName, type Rule } from './rule.ts'

/** How a relation is called in keys, whatever the spelling. */
const sameRelation: Readonly<Record<string, string>> = {
  mum: 'mother', mom: 'mother', mommy: 'mother', mummy: 'mother', dad: 'father', daddy: 'father', grandma: 'grandmother', granny: 'grandmother', nana: 'grandmother', grandpa: 'grandfather', granddad: 'grandfather',
  kid: 'child', fiancé: 'fiance', fiancée: 'fiance', fiancee: 'fiance', coworker: 'colleague', 'co-worker': 'colleague', neighbor: 'neighbour', flatmate: 'roommate', housemate: 'roommate', 'best friend': 'best friend', bf: 'boyfriend', gf: 'girlfriend', hubby: 'husband', bro: 'brother', sis: 'sister',
}
const relation = `(?:(?:ex|step|half|great)-?\\s?)?(?:mother|father|brother|sister|son|daughter)-in-law|(?:(?:ex|step|half|great|god)-?\\s?)?(?:wife|husband|hubby|partner|gf|bf|girlfriend|boyfriend|fianc[eé]e?|sister|brother|mother|mum|mom|father|dad|son|daughter|grandmother|grandma|granny|grandfather|grandpa|granddad|nana|aunt|uncle|cousin|niece|nephew|child|kid|twin)|best friend|friend|neighbou?r|colleague|co-?worker|roommate|flatmate|housemate|business partner|grandson|granddaughter|godmother|godfather|godson|goddaughter|stepson|stepdaughter|parents|parents-in-law|grandparents|siblings|in-laws|kids|children|boys|girls|sons|daughters|brothers|sisters|grandchildren|grandkids|spouse|student|${professions}`
const kind = '(?:two |three |four |five |six |both |older |younger |little |big |elder |eldest |youngest |oldest |middle |baby |late |new |old |only |dear |beloved |lovely |first |second |closest |good |oldest )*'
const pet = 'dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|budgie|canary|horse|pony|fish|goldfish|turtle|tortoise|snake|lizard|guinea pig|pet|hen|chicken|goat|cow|pig|gecko|ferret|bunny'

const named = new RegExp(`^(?:my|our) ${kind}(?<relation>${relation})(?:(?:['’]s|s['’]|s) name(?:['’]s| is| was)| is (?:called|named)| was (?:called|named)|['’]s (?:called|named)| goes by)\\s+(?<value>.+)$`, 'iu')
const apposed = new RegExp(`^(?:[Mm]y|[Oo]ur) ${kind}(?<relation>${relation})\\s*,?\\s+(?<value>${personName}),?\\s+(?<rest>.+)$`, 'u')
const isMy = new RegExp(`^(?<value>${personName}) is (?:my|our) ${kind}(?<relation>${relation})(?![\\p{L}])`, 'u')
const plural = new RegExp(`^(?:i|we)(?:['’]ve got| have(?: got)?|(?: don['’]?t| do not) have) (?:an? |any |one |two |three |four |five |six |\\d+ |no |twin )?${kind}(?:${relation}|parents|siblings?|kids|children|sisters|brothers|sons|daughters|cousins|grandchildren|grandkids|twins|newborn|baby|toddler|teenagers?|beagle|labrador|poodle|terrier|dachshund|spaniel|retriever|collie|${pet}|dogs|cats|rabbits|horses|chickens|hens|hamsters|pets)(?![\\p{L}-])(?! (?:appointment|meeting|visit|call|check-?up|day|party|food|bed|toy|conference|interview|dinner|lunch))`, 'iu')

/** What holds for longer than a day: only such sentences about others are kept. */
const lasting = /^(?:(?:is|was|are|['’]s)\s+(?:(?:also|now|still|really|very|severely|currently|just|not) )*(?:an? |the |from |in (?:\p{Lu}|hospital|prison|a wheelchair)|allergic|called|named|married|engaged|divorced|single|pregnant|vegan|vegetarian|lactose|coeliac|celiac|diabetic|deaf|blind|autistic|dyslexic|retired|dead|gay|lesbian|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?![\p{L}])|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|years|born|living|working|studying|based|originally|half|moving|getting married|expecting|afraid|scared|terrified|into|obsessed|fluent|left-handed|my|our|interested)|(?:lives?|works?|loves?|likes?|hates?|prefers?|enjoys?|studies|study|plays?|speaks?|teaches|owns?|has|have|had|moved|got|died|passed away|comes? from|grew up|drives?|collects?|sings?|paints?|can['’]?t (?:eat|drink|stand|walk|see|hear|swim)|cannot (?:eat|drink|stand|walk|see|hear|swim)|doesn['’]?t (?:eat|drink|like|speak|have|live|work)|does not (?:eat|drink|like|speak|have|live|work)|don['’]?t (?:eat|drink|like|speak|have|live|work)|turns?|turned|retired|graduated|suffers?|takes?|runs|goes to|used to|gave birth|became|starts?|started|birthday|was diagnosed|likes|adores?)(?![\p{L}]))/u
const passing = /\b(?:right now|at the moment|a (?:question|problem|point|headache|cold|look|break|nap|laugh|go|bit)|here|there|trouble|no idea|to go|to do|been)\b/iu

/** Names of people and animals in the user's life, and what holds for them. */
export const relationRules: readonly Rule[] = [
  byPattern({ rule: 'relation.name', pattern: named, importance: 0.85, confidence: 0.92, key: ({ groups }) => `user.${relationKey(groups!.relation!)}.name`, subject: ({ groups }) => nameIn(groups!.value!) ?? 'user', accept: ({ groups }) => nameIn(groups!.value!) !== null }),
  byPattern({ rule: 'relation.name', pattern: isMy, importance: 0.85, confidence: 0.92, key: ({ groups }) => `user.${relationKey(groups!.relation!)}.name`, subject: ({ groups }) => groups!.value! }),
  byPattern({ rule: 'relation.name', pattern: new RegExp(`^(?:[Mm]y|[Oo]ur) ${kind}(?<relation>${relation}) is (?<value>${personName})(?<rest>[.!]*$|,|\\s)`, 'u'), importance: 0.8, key: ({ groups }) => `user.${relationKey(groups!.relation!)}.name`, subject: ({ groups }) => groups!.value!, accept: ({ groups }) => (isTitled(groups!.value!) || /^[.!]*$/u.test(groups!.rest!)) && !/^(?:German|French|Spanish|Italian|English|British|American|Polish|Dutch|Swiss|Irish|Muslim|Christian|Catholic|Jewish|Japanese|Chinese|Indian|Russian|Turkish|Greek|Mexican|Brazilian|Vegan|Vegetarian|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Swedish|Danish|Norwegian|Finnish|Portuguese|Canadian|Australian|Korean|Thai|Ukrainian)$/u.test(groups!.value!) }),
  byPattern({ rule: 'relation.fact', pattern: apposed, importance: 0.75, key: ({ groups }) => placeKey(withoutTitle(groups!.value!).toLowerCase(), groups!.rest!), subject: ({ groups }) => groups!.value!, accept: ({ groups }) => lasting.test(groups!.rest!) && !passing.test(groups!.rest!) }),
  byPattern({ rule: 'relation.fact', pattern: new RegExp(`^(?:my|our) (?:${kind})(?<relation>${relation})(?<own>['’]s birthday)?(?<gap>['’]s| )\\s*(?<rest>.+)$`, 'iu'), importance: 0.7, confidence: 0.8, key: ({ groups }) => placeKey(`user.${relationKey(groups!.relation!)}`, groups!.rest!), subject: ({ groups }) => groups!.relation!.toLowerCase(),
    accept: ({ groups }) => holds(groups!.own !== undefined ? 'birthday' : groups!.gap === ' ' ? groups!.rest! : `is ${groups!.rest!}`) && !passing.test(groups!.rest!) }),
  byPattern({ rule: 'pet.name', pattern: new RegExp(`^(?:my|our) ${kind}(?<pet>${pet})(?:(?:['’]s|s['’]|s) name(?:['’]s| is| was)| is (?:called|named)|['’]s (?:called|named)| was (?:called|named))\\s+(?<value>.+)$`, 'iu'), importance: 0.75, confidence: 0.92, key: ({ groups }) => `user.${groups!.pet!.toLowerCase()}.name`, subject: ({ groups }) => nameIn(groups!.value!) ?? 'user', accept: ({ groups }) => nameIn(groups!.value!) !== null }),
  byPattern({ rule: 'pet.name', pattern: new RegExp(`^(?:i|we)(?:['’]ve got| have(?: got)?| got| adopted| own| just got| just adopted| bought| rescued) (?:an? |another |one )?(?:new |old |small |big |little |young |lovely |\\p{L}+ )*?(?<pet>${pet})\\s*,?\\s+(?:called|named|whose name is)\\s+(?<value>.+)$`, 'iu'), importance: 0.75, key: ({ groups }) => `user.${groups!.pet!.toLowerCase()}.name`, subject: ({ groups }) => nameIn(groups!.value!) ?? 'user' }),
  byPattern({ rule: 'pet.name', pattern: new RegExp(`^(?<value>\\p{Lu}[\\p{L}\\p{M}'’-]+) is (?:my|our) ${kind}(?<pet>${pet})(?![\\p{L}])`, 'u'), importance: 0.75, key: ({ groups }) => `user.${groups!.pet!.toLowerCase()}.name`, subject: ({ groups }) => groups!.value! }),
  byPattern({ rule: 'pet.fact', pattern: new RegExp(`^(?:[Mm]y|[Oo]ur) ${kind}(?<pet>${pet})(?: (?<name>\\p{Lu}[\\p{L}'’-]+))? (?<rest>.+)$`, 'u'), importance: 0.6, confidence: 0.75, subject: ({ groups }) => groups!.name ?? groups!.pet!.toLowerCase(), accept: ({ groups }) => lasting.test(groups!.rest!) && !passing.test(groups!.rest!) }),
  byPattern({ rule: 'other.wish', pattern: new RegExp(`^(?<value>${personName}) (?:from [\\p{L} ]+ )?(?:has )?(?:decided|agreed|promised|offered|volunteered|prefers|insists|refuses|handles|manages|leads|organi[sz]es|supervises|looks after|takes care of|takes over|reports to|works (?:at|for|as|on|from|part-time|mornings|nights)|is responsible for|is in charge of|asked me|asked us|would rather|no longer|never|only|does not|doesn['’]t|can['’]t|cannot|won['’]t) .{8,}$`, 'u'), importance: 0.6, confidence: 0.72, subject: ({ groups }) => groups!.value!, accept: ({ groups, 0: all }) => !notPeople.test(groups!.value!) && !/\b(?:in the (?:end|film|book|story|novel)|his kingdom|the throne|compile|crash|work(?:s|ing)?(?! (?:on|at|in|mornings|nights|part|from|for|with))|load|start up|support|render|respond)\b/iu.test(all!) }),
  byPattern({ rule: 'relation.have', pattern: plural, importance: 0.7, accept: ({ input }) => !/\b(?:over|visiting|coming|staying)\b|\bfriend (?:who|that)\b/iu.test(input) }),
]

/** Capitals at the beginning of a sentence that name nobody the user knows. */
const notPeople = /^(?:I|It|He|She|They|We|You|This|That|These|Those|There|Here|My|Our|Your|His|Her|Their|Its|The|A|An|Some|Many|Most|People|Everyone|Everybody|Nobody|Somebody|Someone|One|Who|What|And|But|So|Yes|No|Not|Also|Just|Only|Never|Now|Then|Today|Tomorrow|Yesterday|Napoleon|Caesar|Einstein|Newton|Shakespeare|Mozart|Hamlet|Romeo|Juliet|Hitler|Stalin|Lincoln|Washington|Jesus|God|Allah|Buddha|Windows|Linux|Chrome|Firefox|Safari|Excel|Word|Python|Java|JavaScript|React|Node|Docker|Kubernetes|Git|Github|Google|Apple|Microsoft|Amazon|Honey|Water|Time|Life|Love|Cats|Dogs|Children|Women|Men|Students|Trump|Biden|Obama|Putin)(?![\p{L}])/u

/** What somebody does, said in the present, is a habit when more is said of it. */
const habitual = /^(?!(?:is|was|has|does|says|thinks|asks|wants|needs|looks|seems|sounds|means|feels|knows|hopes|believes|wonders|keeps|gets|gives|makes|sends|calls|waits|sits down)(?![\p{L}]))(?:always |often |usually |never |only )?\p{Ll}{3,}s (?:\S+ ){1,}\S+/u

/** In chat, names are often in lower case: "my gf sanne hates flying". */
function holds(rest: string): boolean {
  const next = /^(?!is|was|are|has|had|and|or|who|which|the|a|an|just|also|always|never|still|really|now)\p{Ll}{3,} (?<rest>.+)$/u.exec(rest)?.groups?.rest
  return lasting.test(rest) || habitual.test(rest) || (next !== undefined && lasting.test(next))
}

function relationKey(spelled: string): string {
  const plain = spelled.toLowerCase().replace(/\s+/g, ' ')
  return sameRelation[plain] ?? plain
}

function placeKey(who: string, rest: string): string | null {
  if (/^(?:now |currently |just |also )*(?:lives?|living|is (?:now |currently )?living|(?:has )?moved)\s+(?:in|to)\s+\p{Lu}/u.test(rest)) return `${who}.home`
  if (/^(?:now |currently |also )*works? (?:at|for)\s/u.test(rest)) return `${who}.employer`
  return null
}
