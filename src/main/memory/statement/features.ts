import { topicsOf } from './topics.ts'
import { wordFeatures } from './wordFeatures.ts'

/** What stands around a sentence in its message. */
export interface Around {
  /** Another sentence of the message asks something, or orders something. */
  readonly asks: boolean
  /** Another sentence of the message is told as a note: a decision, a promise, what somebody wants or what was confirmed. */
  readonly notes: boolean
  /** It is all that the message says. */
  readonly alone: boolean
}

const relative = 'wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|sister|brother|mother|mum|mom|father|dad|son|daughter|grandmother|grandma|grandfather|grandpa|aunt|uncle|cousin|niece|nephew|child|kids?|children|twins?|parents|siblings?|family|friend|neighbou?rs?|colleague|co-?worker|roommate|flatmate|housemate|boss|manager|landlord|landlady|doctor|dentist|therapist|teacher|coach|tutor|lawyer|accountant|eldest|youngest|godson|goddaughter|dog|cat|horse|rabbit|parrot|hens?'
const month = 'january|february|march|april|may|june|july|august|september|october|november|december'
const day = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?'
const plainWords = 'also|and|but|so|not|no|yes|only|just|please|here|there|then|today|tomorrow|yesterday|tonight|now|after|before|from|in|on|at|by|for|with|since|until|when|while|because|as|if|of|to|every|each|all|both|some|many|most|any|few|several|everyone|everybody|nobody|somebody|someone|something|nothing|everything|people|a|an|the|this|that|these|those|it|he|she|they|we|you|i|my|our|your|his|her|their|its|what|who|how|why|where|which|good|great|nice|first|last|next|new|still|never|always|maybe|perhaps|thanks|thank|sorry|hi|hello|hey|okay|ok|well|wow|oh|let|sounds|looks|makes|works|got|going|having|feeling|trying|working|looking|too|such|one|two|three|four|five|half'
const notSubjects = plainWords.split('|').map((word) => `[${word[0]!.toUpperCase()}${word[0]!}]${word.slice(1)}`).join('|')
/** What everybody can look up is no memory of anybody: places, people and things that the world knows, as the subject. */
const wellKnown = 'Paris|London|Berlin|Rome|Madrid|Vienna|Moscow|Tokyo|Beijing|New York|Venice|Athens|Cairo|France|Germany|Italy|Spain|England|Britain|Russia|China|Japan|India|America|Africa|Europe|Asia|Australia|Canada|Brazil|Mexico|Egypt|Greece|Switzerland|Sweden|Norway|Iceland|Antarctica|Mars|Venus|Jupiter|Saturn|Mercury|Neptune|Earth|Shakespeare|Einstein|Newton|Mozart|Beethoven|Bach|Napoleon|Caesar|Cleopatra|Darwin|Picasso|Leonardo|Goethe|Dickens|Tolstoy|Plato|Aristotle|Socrates|Galileo|Hitler|Stalin|Lincoln|Washington|Python|Java|JavaScript|TypeScript|Rust|Kotlin|React|Linux|Windows|Docker|Postgres|JSON|HTML|CSS|SQL|Git|Water|Gold|Iron|Oxygen|Carbon|Sugar|Salt|Coffee|Tea|Honey|Bread|Music|Life|Love|Time|World War|Inflation|Democracy|Photosynthesis|Gravity|Light|Sound|Practice'
/** Features that a pattern over the sentence shows. Each is a class of words or a form, never a single fact. */
const patterns: Readonly<Record<string, RegExp>> = {
  // Who or what it speaks of.
  'subject.i': /^i(?:['’]?(?:m|ve|ll|d))?(?![\p{L}])/iu,
  'subject.we': /^we(?:['’](?:re|ve|ll|d))?(?![\p{L}])/iu,
  'subject.mine': /^(?:my|our|(?:both|all|one|two|three) (?:of )?(?:my|our))(?![\p{L}])/iu,
  'subject.relative': new RegExp(`^(?:(?:both|all|one|two|three) (?:of )?)?(?:my|our|his|her|their) (?:\\p{L}+[ -]){0,2}(?:${relative})(?![\\p{L}])`, 'iu'),
  'subject.name': new RegExp(`^(?!(?:${notSubjects})(?![\\p{L}]))(?:(?:Dr|Mrs?|Ms|Prof|Professor|Mx)\\.? )?\\p{Lu}[\\p{L}’'-]+(?:['’]s)? (?:(?:& |and |of |from |de |van |von )?\\p{Lu}[\\p{L}’'-]+ )*(?:\\p{Ll}{2,})`, 'u'),
  'subject.known': new RegExp(`^(?:The )?(?:${wellKnown}|Eiffel Tower|Great Wall|Roman Empire|French Revolution|Earth|Moon|Sun|Danube|Nile|Amazon|Alps|Atlantic|Pacific|Black Sea)(?:['’]s)?(?![\\p{L}])`, 'u'),
  'subject.the': /^(?:the|both|all the)(?![\p{L}])/iu,
  'subject.the.own': /^the (?:new|old|next|spare|kids|twins|baby|dog|cat|wedding|team|client|board|committee|council|landlord|lease|contract|house|flat|cottage|garden|barn|cellar|office|meeting|launch|release|deadline|budget|project|workshop|rehearsal|exam|appointment|party|trip|flight|move|renovation|course|class|school|bakery|shop|venue|plumber|publisher|physiotherapist|supplier|invoice|warehouse|wedding|server|keys?|car|boat)(?![\p{L}])/iu,
  'subject.this': /^(?:this|that|these|those)(?:['’]s)?(?![\p{L}])/iu,
  'subject.it': /^(?:it|there|here)(?:['’]s)?(?![\p{L}])/iu,
  'subject.third': /^(?:he|she|they|his|her|their)(?:['’](?:s|re|ll|ve|d))?(?![\p{L}])/iu,
  'subject.you': /^(?:you|your)(?:['’](?:re|ve|ll|d))?(?![\p{L}])/iu,
  'subject.anyone': /^(?:everyone|everybody|people|somebody|someone|something|nobody|nothing|everything|most|many|some|all of|half|an?|any|one|two|three) (?!of (?:my|our))/iu,
  'subject.only': /^(?:only|no|every|each)(?![\p{L}]) \p{L}/iu,
  'subject.plural': /^\p{Lu}\p{Ll}+s (?:are|have|do|need|can|live|sleep|like|flow|say|learn|often|usually)(?![\p{L}])/u,
  'subject.none.past': /^(?:promised|decided|agreed|confirmed|checked|verified|chose|settled|booked|ordered|signed|told|said yes|met|spoke|talked|heard|found out|learned|joined|enrolled|sold|bought|handed|started|finished|switched|moved|adopted|hired|revised|postponed|cancelled|canceled|committed|got|took|picked|approved|planted|submitted|paid)(?![\p{L}])/iu,
  'subject.none.doing': /^(?:switching|going (?:with|ahead|for)|sticking|adopting|moving|dropping|handing|committing|postponing|keeping|replacing|starting|taking over|hiring|merging|closing|opening|renaming|using|updating|aiming)(?![\p{L}])/iu,
  'subject.none.will': /^(?:will|won['’]t|plan to|need to|have to|must) \p{Ll}/iu,
  'label': /^\p{L}[\p{L} ]{2,30}(?: \p{L}+)?: \S/u,
  // What it says of it.
  'verb.decide': /\b(?:decid(?:ed?|ing)|decision|cho(?:se|sen)|opted|agreed|approv(?:ed|es)|settled on|going (?:ahead )?with|switch(?:ed|ing)|sticking|adopt(?:ed|ing)|postpon(?:ed?|ing)|dropp(?:ed|ing)|voted|signed off|revised|moved? to|instead of|rather than|replac(?:ed|ing)|cancell?ed|instead)\b/iu,
  'verb.commit': /\b(?:promis(?:ed?|ing)|commit(?:ted|ting|ment)?|my word|owe[sd]?|said yes|told \p{L}+ (?:\p{L}+ )?(?:i['’]d|we['’]d|i would|we would)|take over|takes over|in charge|responsible)\b/iu,
  'verb.will.named': /^(?:(?:i|we)(?:['’]ll| will)|will|(?:i['’]m|we['’]re) going to) (?:\p{L}+ )*?(?!be |do that|let |have a look|think|try)(?:\p{L}+) .*(?:\p{Lu}\p{Ll}+|\d)/u,
  'verb.will.vague': /^(?:i|we)(?:['’]ll| will) (?:have a look|let you|do (?:that|it|so)|be (?:back|there)|take (?:it|the|that|a)|think|try|see|read it|get back|check|go now|give it)/iu,
  'verb.prefer': /\b(?:prefers?|preferred|wants?|insists?|hates?|loves?|likes?|dislikes?|refuses?|enjoys?|needs? (?:a|an|the|to)|only (?:answers?|accepts?|delivers?|takes?|pays?|works?)|asked me to|expects?|recommends?|won['’]t (?:eat|drink|touch|use)|can['’]t (?:eat|do|stand|drink))\b/iu,
  'verb.confirm': /\b(?:confirm(?:ed|s)?|verified|checked (?:with|the)|turns out|found out|learned (?:today|that)|according to (?:the|our|my) (?:\p{L}+['’]?s? )?(?:report|survey\p{L}*|contract|data|invoice|log)|heard from|our measurements|measured|signed|booked|spoke (?:to|with)|talked (?:to|with)|met (?:with|dr|mr|ms))\b/iu,
  'verb.opinion': /^(?:(?:honestly|personally|frankly),? )?(?:i (?:think|believe|feel|find|doubt)|in my (?:opinion|view)|my (?:\p{L}+ )?(?:take|view|opinion|verdict)|i['’]?m (?:\p{L}+ )?(?:convinced|sceptical|skeptical|not convinced|worried about|unconvinced))(?![\p{L}])/iu,
  'verb.is': /(?:\b(?:is|are|was|were)|['’](?:s|re|m))(?![\p{L}])/iu,
  'verb.has': /^(?:\S+ ){1,5}?(?:has|have|got|['’]ve|owns?|keeps?|holds?|runs?|uses?|covers?|contains?)(?![\p{L}])/iu,
  'verb.life': /\b(?:lives?|living|work(?:s|ing)? (?:as|at|for|in|from|with|on a|on the|nights|part|full|remote\p{L}*)|teach(?:es)?|stud(?:y|ies|ied|ying)|grew up|born|married|engaged|divorced|retir(?:ed|ing|es)|moved|owns?|rents?|runs? a|manages?|leads?|reports? to|member|volunteer|play(?:s|ed)?|sings?|speaks?|collects?|keeps?|learn(?:ing|ed) (?:to|the)|training|saving for|expecting|started|joined|quit|left|sold|bought|adopted|passed away|died|met my|switched to|named|called|looks after|in love|diagnosed|custody|due)\b/iu,
  'verb.used': /\b(?:used to|no longer|any ?more|never|since (?:the|\d|\p{L}+day)|for (?:\p{L}+|\d+) years|for years|until (?:the|\d|\p{Lu}|next|further))/u,
  'verb.schedule': /\b(?:starts?|ends?|opens?|closes?|lands?|leaves?|arrives?|begins?|runs (?:until|out)|scheduled|moved to|due|expires?|reopens?|takes place|rehears(?:es|als)|meets|delivery|deadline|lasts|postponed)\b/iu,
  'verb.state': /^(?:i['’]?m|i am|we['’]?re|we are) (?:(?:so|really|very|too|just|not|still|a bit|quite|pretty|all) )*(?:tired|bored|hungry|cold|hot|happy|sad|excited|sorry|ready|sick|stuck|confused|curious|glad|fine|ok|okay|back|done|here|there|lost|late|sure|in|at|on my way|aware|afraid that|interested in (?:your|the|how|this))(?![\p{L}])/iu,
  'verb.asking': /^(?:i|we)(?:['’](?:m|re))?(?: am| are| was| were)? ?(?:(?:just|only|still|really|also) )*(?:wonder(?:ing)?|looking for|asking|trying|planning (?:a|to)|need|want|have (?:a|another|the following|no|to think|some) (?:question|problem|list|idea|table|issue|doubt)|hope|know|see|get|got|agree|guess|understand|don['’]?t (?:get|understand|know|see|care)|can['’]?t (?:open|find|believe|see|sleep|get|wait)|tried|found|read|heard|saw|just|copied|changed|installed|ran|updated|should|was (?:just|wondering|about))(?![\p{L}])/iu,
  'verb.works': /\b(?:restarted|reinstalled|reloaded|rebooted|works?(?! (?:as|at|for|in|from|with|on|nights|shifts|part|full|remote|\p{L}+days))|working(?! (?:as|at|for|on|in|from))|fails?|failed|crash(?:es|ed)?|throws?|returns?|loads?|loading|prints?|stops?|stopped|hangs?|freez(?:es|ing)|frozen|broken|compile[sd]?|error|bug|warning|exception|undefined|null|output|exits?)(?![\p{L}])/iu,
  'verb.say': /\b(?:says?|said|claims?|thinks?|wrote|writes|describes?|shows|mentions|argues|according to the (?:article|book|guide|study|news))\b/iu,
  // What it names.
  'names.inside': /(?<=[\p{L}\d,:;)–—-] )(?!I(?:['’]|\s|$)|OK|TV|PC|URL|API|PDF|CSV|HTML|JSON|SQL|CSS)\p{Lu}[\p{L}’'-]+/u,
  'names.two': /(?<=[\p{L}\d,:;)–—-] )(?!I(?:['’]|\s|$))\p{Lu}[\p{L}’'-]+.*(?<=[\p{L}\d,:;)–—-] )(?!I(?:['’]|\s|$))\p{Lu}[\p{L}’'-]+/u,
  'names.relative': new RegExp(`\\b(?:my|our) (?:\\p{L}+[ -]){0,2}(?:${relative})(?![\\p{L}])`, 'iu'),
  'number': /\d|\b(?:four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|dozen)\b/iu,
  'number.unit': /\d[\d.,]* ?(?:%|percent|per cent|°|degrees|kg|kilos?|g|mg|km|m|cm|mm|metres?|meters?|litres?|liters?|kw|kwh|euros?|€|\$|£|pounds|dollars|francs|k|years?|months?|weeks?|days?|hours?|people|square|by \d|words|pages|pm|am|million)(?![\p{L}])/iu,
  'date': new RegExp(`\\b(?:${month}|${day}|easter|christmas|weekdays|weekends?|tomorrow|yesterday|next (?:week|month|year|term|spring|summer|autumn|fall|winter)|last (?:week|month|year|spring|summer|autumn|fall|winter)|this (?:weekend|month|year|spring|summer|autumn|winter)|end of (?:the )?(?:\\p{L}+)|\\d{1,2}(?:st|nd|rd|th)|(?:19|20)\\d\\d|\\d{1,2}[:.]\\d\\d|\\d{1,2} ?(?:am|pm)|noon|every (?:morning|evening|day|week|month|second|other)|twice a|once a|week \\d+)\\b`, 'iu'),
  'time.now': /\b(?:right now|at the moment|today|tonight|currently|just now|again|still|yet|this time|so far)\b/iu,
  'anchor.mine': /\b(?:my|our|me|us|mine|ours)\b/iu,
  'contrast': /\b(?:not|instead of|rather than|over|only|never|because|so that|but|until|before)\b/iu,
  'comma.list': /,.*,/u,
  // How it is said.
  'you': /(?<!^)\b(?:you|your|yours)\b/iu,
  'this.inside': /(?<!^)\b(?:this|that|these|those) (?!(?:the|i|we|he|she|they|it|my|our|\p{Lu})(?![\p{L}]))\p{L}/iu,
  'it.inside': /(?<!^)\b(?:it|them|something|anything|nothing)\b/iu,
  'judging': /\b(?:great|good|nice|bad|terrible|awful|amazing|awesome|boring|funny|fun|lovely|weird|odd|perfect|fine|hard|easy|wrong|right|better|best|worse|worst|helpful|useful|interesting|annoying|stressful|delicious|loud|crazy|cool|beautiful|ugly|stupid|long|short|strange|depressing)\b/iu,
  'shout': /!|\b(?:lol|haha\p{L}*|wow|omg|ugh|yay|brb)\b|\p{Extended_Pictographic}/iu,
  'thanks': /\b(?:thanks?|thank you|please|hello|hi|hey|bye|cheers|congrat\p{L}*)\b/iu,
  'hedge': /\b(?:maybe|perhaps|probably|possibly|might|could|would|seems?|guess|kind of|sort of|apparently|somehow|i suppose)\b/iu,
  'technical': /\b(?:function|variable|array|class|method|script|code|string|file|server returns|endpoint|query|column|loop|regex|container|driver|module|package|button|page|app|screen|answer|output|error|paragraph|sentence|example|option|version|exercise|question|formula|equation|chapter was|test passes|tests|line \d+|step \p{L}+)\b/iu,
  'general': /\b(?:usually|often|generally|always|never|mostly) \p{L}+|\b(?:all|every|most) \p{L}+s?\b|\bin general\b/iu,
  'study': /\b(?:novel|poem|author|film|movie|match|game|story|war|empire|revolution|century|study|article|earth|sun|planet|heart has|capital of|invented|discovered|symphony|word comes)\b/iu,
}

const lengths: readonly (readonly [string, number, number])[] = [['length.1', 0, 3], ['length.4', 4, 5], ['length.6', 6, 8], ['length.9', 9, 14], ['length.15', 15, 200]]

/**
 * The names of the features that a sentence shows.
 * @param words the frequent words that count, where those of the fitted model are not meant
 */
export function featuresOf(sentence: string, around: Around, words?: ReadonlySet<string>): string[] {
  const found = Object.entries(patterns).flatMap(([name, pattern]) => pattern.test(sentence) ? [name] : [])
  const length = sentence.split(/\s+/u).length
  found.push(...lengths.flatMap(([name, from, until]) => length >= from && length <= until ? [name] : []))
  if (!found.some((name) => name.startsWith('subject.'))) found.push('subject.other')
  found.push(...topicsOf(sentence), ...wordFeatures(sentence, words))
  if (around.asks) found.push('around.asks')
  if (around.notes) found.push('around.notes')
  if (around.alone) found.push('around.alone')
  if (found.includes('subject.plural')) found.splice(0, found.length, ...found.filter((name) => name !== 'subject.name'))
  const has = (name: string) => found.includes(name)
  for (const [one, other] of pairs) if (has(one) && has(other)) found.push(`${one}+${other}`)
  return found
}

/** What means more together than apart. */
const pairs: readonly (readonly [string, string])[] = [
  ['subject.i', 'verb.life'], ['subject.i', 'verb.has'], ['subject.i', 'judging'], ['subject.i', 'date'], ['subject.i', 'it.inside'], ['subject.i', 'this.inside'],
  ['subject.i', 'topic.device'], ['subject.i', 'topic.lesson'], ['subject.i', 'topic.instant'], ['subject.i', 'topic.people'], ['subject.mine', 'topic.device'], ['subject.mine', 'topic.lesson'],
  ['subject.the', 'topic.world'], ['subject.the', 'topic.lesson'], ['subject.the', 'topic.device'], ['subject.name', 'topic.world'], ['subject.name', 'topic.device'], ['subject.we', 'topic.lesson'],
  ['around.asks', 'subject.the'], ['around.asks', 'subject.name'], ['around.asks', 'subject.i'], ['around.asks', 'subject.mine'], ['around.asks', 'anchor.mine'], ['around.asks', 'subject.other'],
  ['subject.name', 'verb.prefer'], ['subject.name', 'verb.is'], ['subject.name', 'date'], ['subject.name', 'number'], ['subject.name', 'general'],
  ['subject.the', 'date'], ['subject.the', 'number.unit'], ['subject.the', 'names.inside'], ['subject.the', 'judging'], ['subject.the', 'verb.works'], ['subject.the', 'study'],
  ['subject.third', 'verb.prefer'], ['subject.third', 'date'], ['subject.third', 'verb.life'],
  ['verb.opinion', 'names.inside'], ['verb.opinion', 'judging'], ['subject.mine', 'verb.is'], ['subject.mine', 'judging'], ['subject.mine', 'technical'], ['subject.mine', 'time.now'],
]

/** A sentence that is told to be kept, whoever it is about: others beside it in a message are more likely notes too. */
export function isNote(sentence: string): boolean {
  return patterns['verb.decide']!.test(sentence) || patterns['verb.commit']!.test(sentence) || patterns['verb.confirm']!.test(sentence) || patterns['subject.none.past']!.test(sentence)
    || (patterns['subject.name']!.test(sentence) && patterns['verb.prefer']!.test(sentence)) || (patterns['label']!.test(sentence) && patterns['number']!.test(sentence))
}
