import { dateIn } from '../dates.ts'
import { isAmbiguousName, isFirstName } from '../entities/knownNames.ts'
import { isOrdinary } from '../entities/ordinaryWords.ts'
import { isEnglish } from '../isEnglish.ts'
import { tellsOfPast } from '../rules/events.ts'
import type { RuleFound } from '../rules/rule.ts'
import type { Around } from './features.ts'
import { worthKeeping } from './judge.ts'

/** Below this nothing is kept, not even for review. */
const leastConfidence = 0.45
const mostConfidence = 0.88
/** Below this a person decides. Of what is judged above it, about one in twenty is not worth keeping. */
const sureFrom = 0.65

/** What sort of note a sentence is, by the words that make it one; the first that fits names it. */
const sorts: readonly (readonly [string, RegExp, number])[] = [
  ['decision', /\b(?:decid(?:ed?|ing)|decision|chose|chosen|opted|agreed|approved|settled on|going (?:ahead )?with|switch(?:ed|ing)|sticking|adopt(?:ed|ing)|postponed?|dropp(?:ed|ing)|voted|signed off|instead of)\b/iu, 0.65],
  ['commitment', /\b(?:promis(?:ed?|ing)|commit(?:ted|ting|ment)?|my word|owe|said yes|told \p{L}+ (?:i|we)['’]?d)\b|^(?:(?:i|we)(?:['’]ll| will)|will|i['’]m going to)(?![\p{L}])/iu, 0.65],
  ['preference', /\b(?:prefers?|wants?|insists?|hates?|loves?|likes?|dislikes?|refuses?|enjoys?|expects?)\b/iu, 0.6],
  ['opinion', /^(?:(?:honestly|personally|frankly),? )?(?:i (?:think|believe|feel|find)|in my (?:opinion|view)|my (?:\p{L}+ )?(?:take|view|opinion|verdict)|i['’]?m (?:\p{L}+ )?(?:convinced|sceptical|skeptical|unconvinced))(?![\p{L}])/iu, 0.45],
]

/**
 * Reads a plain sentence as a whole: worth keeping or not, and what sort of note it is. For what no rule knows by its form.
 * @param body the sentence without greetings before it
 */
export function readStatement(body: string, around: Around, at: number): (RuleFound & { readonly date: number | null }) | null {
  if (isOfTheMoment(body) || !isEnglish(body)) return null
  if (isOfTheWorld(body)) return null
  const likely = worthKeeping(body, around)
  if (likely < leastConfidence) return null
  const [sort, , importance] = sorts.find(([, pattern]) => pattern.test(body)) ?? ['fact', null, 0.5] as const
  // "I think a water bottle is a great idea. Which one …" is talk about the question, no judgement to be kept.
  if (sort === 'opinion' && around.asks) return null
  const isPast = tellsOfPast(body)
  const date = dateIn(body, at, isPast)
  return {
    rule: `note.${sort}`, kind: date !== null && (sort === 'fact' || sort === 'commitment') && (isPast || happens.test(body)) ? 'episodic' : 'semantic',
    subject: subjectOf(body), key: keyOf(body), importance, confidence: Math.round(Math.min(likely < sureFrom ? 0.59 : mostConfidence, likely) * 100) / 100, date,
  }
}

const happens = /\b(?:will|['’]ll|going to|scheduled|starts?|opens?|lands?|leaves?|arrives?|begins?|moved to|due|takes place|met|visited|booked|flight|meeting|appointment|wedding|exam)\b/iu

const devices = 'router|modem|page|site|website|app|browser|server|printer|screen|build|tests?|query|script|code|loop|function|api|endpoint|login|menu|button|cursor|file|driver|update|deployment|database|container|parser|compiler|program|method|class|module|plugin|window|keyboard|mouse|laptop|computer|phone|tablet|wifi|connection|network|sheet|spreadsheet|formula|column|table|import|export'

/** What can be looked up: births, deaths, works and places of those whom the world knows. */
function isOfTheWorld(body: string): boolean {
  return !/\b(?:i|my|our|we|us|me)\b/iu.test(body) && /^(?:The )?(?:\p{Lu}[\p{L}\p{M}’'.-]* (?:of |the )?){1,4}(?:was (?:born|founded|built|invented|discovered|written|published|painted|composed|assassinated|crowned)|died|invented|discovered|painted|composed|conquered|ruled|flows|orbits|consists of|borders|lies between|won (?:two|three|the|a|an) (?:Nobel|Oscar|prize|cup|title)|(?:was|is|became|were) (?:the|a|an) (?:\d+(?:st|nd|rd|th) |(?:first|second|third|last|current|former|longest-serving) )?(?:[\p{L}-]+ )?(?:president|prime minister|chancellor|king|queen|emperor|empress|pope|pharaoh|tsar|sultan|capital|philosopher|physicist|inventor)s?(?= of(?: the)? \p{Lu}|[.!]*$)|(?:was|is) the \d+(?:st|nd|rd|th) \p{L}|is (?:longer|higher|older|bigger|larger|taller|deeper|the (?:longest|highest|oldest|biggest|largest|tallest|deepest|capital)))(?![\p{L}])/u.test(body)
}

/** What is so just now, or is about this very talk: nothing that anybody asks for later. */
function isOfTheMoment(body: string): boolean {
  return /^(?:you|your|siri|alexa|hey|under the name)(?![\p{L}])|^(?:i['’]?d|i would|we['’]d|we would) (?:like|want|need|love) (?:you|to (?:book|order|know|see|make|get|cancel|report|change|reserve|schedule|hear|ask|have|find))(?![\p{L}])/iu.test(body)
    || /^(?:my|our) (?:\p{L}+ )?(?:weekend|day|night|evening|morning|afternoon|week|lunch|dinner|breakfast|nap|sleep|ride|walk) (?:was|is|has been|went)(?![\p{L}])/iu.test(body)
    || new RegExp(`^(?:my|our|the) (?:[\\p{L}-]+ ){0,2}?(?:${devices}) (?:[\\p{L}]+ )?(?:shows?|drops?|crash\\p{L}*|fails?|failed|returns?|throws?|hangs?|takes?|stops?|stopped|keeps?|won['’]t|doesn['’]t|does not|can['’]t|freezes?|times out|loads?|prints?|jumps?|ignores?|complains?|displays?|disappeared|broke|(?:is|are|was) (?:down|slow|broken|stuck|blank|frozen|empty|wrong|not|gone|too|so))(?![\\p{L}])`, 'iu').test(body)
    || /^(?:my|our) (?:point|guess|question|problem|issue|apologies|bad|opinion|idea|thoughts?|answer|query|prompt)(?![\p{L}])/iu.test(body)
    || /^(?:my|our|the) (?:\p{L}+ )?(?:phone|battery|laptop|computer|screen|wifi|internet|connection|code|script|program|app|sheet|spreadsheet|excel sheet|table|query|function|text|essay|sentence|paragraph|result|output|tea|coffee|head|feet|stomach|brain|weather|sunset|sunrise|sky|moon|view|sun|rain|traffic|food|soup|movie|film|match|game|news) (?:is|are|was|were|has|have|keeps?|hurts?|looks?)(?![\p{L}])(?!.*\b(?:called|named)\b)/iu.test(body)
    || /^(?:my|our) (?:[\p{L}-]+ ){1,3}(?:is|are) (?:(?:so|very|really|too|quite|such an?|a bit|always|being) )*\p{L}+[.!]*$/iu.test(body)
    || /^i(?:['’]?m| am) (?:(?:just|currently|still) )?(?:writing|reading|doing|making|using|working on|watching|cooking|preparing) (?:an?|the|this|some|my) (?:email|e-mail|message|essay|text|letter|report|function|script|program|test|summary|presentation|homework|list|exercise|query|post|tutorial|video)(?![\p{L}])/iu.test(body)
    || /^(?:i(?:['’]?m| am)|we(?:['’]re| are)) (?:(?:just|still|currently|now) )*(?:sitting|standing|lying|waiting|eating|drinking|chilling|relaxing|queuing|stuck)(?![\p{L}])/iu.test(body)
    || /^(?:i|we) (?:(?:still|just|currently) )?(?:can['’]?t|cannot|couldn['’]?t|could not|am unable to|['’]m unable to|am not able to|keep failing to) (?:(?:seem to|even) )*(?:connect|log|sign|open|access|load|install|print|download|upload|reset|update|reach|sync|pair|boot|compile|export|import|activate|unlock|verify)(?![\p{L}])/iu.test(body)
    || /^(?:i|we|it) keeps? (?:getting|seeing|having|forgetting|losing|hearing|saying|asking|telling)(?![\p{L}])/iu.test(body)
    || /^i(?:['’]?m| am) (?:about )?\d+ (?:minutes?|hours?|mins?)|\blive in (?:fear|hope|denial|peace|the moment|strange)|\blive for(?![\p{L}])|^i have (?:\p{L}+ ){1,4}(?:open|left|free|ready)[.!]*$/iu.test(body)
    || /\b(?:that|this|it|them|those)(?: (?:tomorrow|later|today|now|soon|again|then))?[.!]*$/iu.test(body) && /^(?:i|we)(?:['’](?:m|ll|re))?(?![\p{L}])/iu.test(body)
}

/** What is the user's own, and nobody and nothing that more is told of. */
const matters = /^(?:appointments?|meetings?|names?|plans?|exams?|tests?|flights?|trains?|deadlines?|birthday|age|address|number|date|day|time|week|weekend|schedule|shift|shifts|holidays?|vacation|visit|goal|goals|dream|wish|opinion|view|problem|question|idea|reason|answer|way|favou?rite|hobby|interest|job|work|role|title|salary|rent|budget)$/u

/** Who or what a sentence speaks of: a name, "the north wing", or the user. */
export function subjectOf(body: string): string {
  const named = /^(?:(?:Dr|Mrs?|Ms|Prof|Professor)\.? )?\p{Lu}[\p{L}\p{M}’'-]*?(?=['’]s\s|\s)(?:\s(?:(?:&|of|van|von|de) )?\p{Lu}[\p{L}\p{M}’-]+)*/u.exec(body)?.[0]
  if (/^(?:i|we|my|our)(?![\p{L}])/iu.test(body)) return /^(?:my|our) (?:\p{L}+ )?(\p{L}+) (?:is|are|was|has|wants|prefers|needs)/iu.exec(body)?.[1]?.toLowerCase().replace(matters, 'user') ?? 'user'
  const thing = /^the ((?:[\p{L}\d-]+ ){0,3}?[\p{L}\d-]+) (?:is|are|was|were|has|have|wants?|needs?|runs?|starts?|opens?|moved|uses?|will|draws?|pays?)(?![\p{L}])/iu.exec(body)?.[1]
  if (thing !== undefined) return thing.toLowerCase()
  if (named === undefined) return 'user'
  const first = /^[\p{L}'’-]+/u.exec(named)?.[0].toLowerCase() ?? ''
  return named.includes(' ') || named.includes('&') || isFirstName(first) || isAmbiguousName(first) || !isOrdinary(first, 'en') ? named.replace(/^(?:Promised|Decided|Decision|Agreed|Confirmed|Checked|Switching|Going|Told|Said|Will|Signed|Booked|Met|Only|No|Every|Next|Just|From|After|On|In|At|Unlike|Instead|Contrary|Forget|People|Both|Once|When|While|Since|For|With|By)(?![\p{L}]).*/u, 'user') : 'user'
}

/** A measure that has a name can be measured again: the newer one takes its place. */
function keyOf(body: string): string | null {
  const measured = /^(?:the|our|my) (?<what>(?:[\p{L}-]+ ){0,3}?[\p{L}-]+) (?:is|are|stands|draws|costs|weighs|measures)(?: now)? (?:at |about |exactly )?[\d.,]+ ?(?:%|percent|°|degrees|kg|g|mg|km|m|cm|mm|l|kw|kwh|euros?|€|\$|£|k|people|square)/iu.exec(body)
  return measured === null ? null : `measure.${measured.groups!.what!.toLowerCase()}`
}
