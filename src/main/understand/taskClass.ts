import type { TaskClass } from '../../shared/understanding.ts'
import { wholeWords as word } from '../../shared/wholeWords.ts'
import type { TaskKind } from '../../shared/words.ts'

/** Puts something given into one of a few boxes. */
const classifies = word('(?:classify|categori[sz]e|klassifiziere|kategorisiere|ordne .{1,60} (?:zu|ein)|classe(?:z)? |catégorise|clasifica)|(?:sort|group|divide|label|tag|bucket) .{1,80} (?:into|as|by (?:type|category|topic|sentiment))|(?:positive or negative|negative or positive|positiv oder negativ|positif ou négatif|positiv[oa] o negativ[oa])|(?:is|does|are) (?:this|the|that|it|these) .{0,60}(?:spam|sarcastic|sentiment|toxic|friendly or|formal or|true or false|fact or opinion)|which (?:of (?:these|the following|them)|category|class|label|department|team|folder|group|genre|bucket)\\b|(?:decide|tell me|judge|determine) (?:whether|if) (?:each|every|these|this|the following)|is ["“„«\']?\\p{L}+["”“»\']? an? [\\p{L}-]+ or an? [\\p{L}-]+|what (?:category|class|genre|sentiment|tone) (?:is|does)|welche (?:dieser|von diesen|der folgenden)|lesquel(?:le)?s (?:de ces|parmi)|cuáles de est[oa]s')
/** Takes out what stands in something given. */
const extracts = word('(?:extract|extrahiere|extrais|extrae)|(?:pull|pick|filter|take) (?:out )?.{0,60}(?:out of|from) (?:this|the|these|my)|(?:list|find|give me|show me|name|collect|identify|highlight) (?:me )?(?:all|every|each|the|any) .{0,60}(?:mentioned|named|in (?:this|the (?:text|following|attached|letter|paragraph|passage|document|email|message|contract|report|article|file|notes))|below)|(?:liste|finde|nenne) (?:mir )?alle .{1,60} (?:im|in diesem|aus dem) text|(?:what|which) .{1,60} (?:are|is) (?:mentioned|named|listed|given|stated)|(?:get|give|find|tell|show) (?:me )?(?:the|all|every) .{1,50} (?:from|in|of) (?:this|the (?:following|attached|text|message|paragraph|passage)) (?:\\p{L}+)?:?')
const proves = word('prove|proof|derive|disprove|deduce|beweise|leite .{1,60} her|démontre[rz]?|prouve[rz]?|demuestra|deduce')
const weighs = /(?<!\p{L})(?:compare|contrast|analy[sz]e|evaluate|assess|weigh|justify|trade-?offs?|pros and cons|step by step|critique|implications?|consequences|arguments? (?:for|against)|each step|discuss|consider|conclusion|both sides|what would (?:follow|happen)|explain why|design|weighings?|vergleiche|analysiere|bewerte|begründe|abwäge|schritt für schritt|compare[rz]?|analyse[rz]?|évalue[rz]?|justifie[rz]?|étape par étape|compara|analiza|evalúa|justifica|paso a paso)(?!\p{L})/giu
const writesCode = word('code|function|class|regular expression|regex|query|unit tests?|tests? for (?:it|this|that)|script|compiler|stack ?trace|bug')
/** A question with a short answer that many would know or look up. */
const plainQuestion = /^[\s¿]*(?:(?:so|and|hey|ok|please|tell me|do you know),? )*(?:who|when|where|which|what(?:['’]s)?|how (?:many|much|old|tall|long|far|high|deep|big|fast|large|heavy|hot|cold)|is|are|was|were|does|did|do|has|define|name|wer|wann|wo|welche[rsmn]?|was|wie (?:viele?|alt|hoch|groß|lang|weit|heißt|tief)|ist|qui|quand|où|quel(?:le)?s?|combien|qu['’]est-ce|quién|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?|qué)(?!\p{L})/iu
/** "What is the difference between …" is short to ask and long to answer. */
const wantsMore = word('differences? between|unterschied zwischen|différence entre|diferencia entre|(?:good|best|nice|fun) (?:things|ways?|places|ideas)|tips|ideas for|things to do|tipps|conseils|consejos')
const asksAdvice = word('(?:should|can|could|must) (?:i|we)|do you think|recommend|suggest|advice|what could it be|soll(?:te)? ich|was kann ich|dois-je|que faire|debería|qué hago')
const creates = word('come up with|invent|brainstorm|compose|tell me a (?:story|tale)|write (?:me )?(?:a|an|the|some)|story about|poem|slogan|erfinde|invente[rz]?|inventa')
const longWords = 12

/** A task for code although its kind was read otherwise ("write a function that …"). */
const asksForCode = word('(?:write|implement|create|build|refactor|debug|fix|schreib\\p{L}*|programmiere|écris|escribe) (?:me )?(?:an?|the|this|that|some|eine?n?|une?|una?) (?:\\p{L}+ ){0,3}(?:function|script|program|query|class|regex|regular expression|method|unit tests?|algorithm|funktion|skript|programm|abfrage|fonction|función|consulta)')
const namesCode = word('python|javascript|typescript|java|rust|sql|function|script|regex|code|class')
/** A follow-up that wants the same in another language is as the first. */
const sameElsewhere = /(?:in|auf|en) \p{L}+[\s?]*$/iu

export interface TaskClassFacts {
  readonly task: TaskKind
  /** True where the wording itself says the kind of task. */
  readonly cued: boolean
  readonly difficulty: number
  readonly question: boolean
  /** True where it asks for something to be done outside the conversation. */
  readonly tools: boolean
  /** What the message before was, where this one leans on it. */
  readonly before: TaskClass | null
}

/**
 * Sorts a message for the route: by what its wording asks to be done with something given, then by its kind of task and how
 * hard it is. A change to what was just made is as what was made.
 */
export function taskClassOf(text: string, { task, cued, difficulty, question, tools, before }: TaskClassFacts): TaskClass {
  const head = text.slice(0, 1500)
  const weighed = head.match(weighs)?.length ?? 0
  const again = before !== null && (!question || sameElsewhere.test(head))
  if (tools) return 'simple-question'
  if (task === 'small-talk' || task === 'command') return again ? before : 'simple-question'
  const code = task === 'code' || asksForCode.test(head)
  // "Extract the addresses from this text" is not about code, whatever the addresses look like.
  if (!code || !namesCode.test(head)) {
    if (classifies.test(head)) return 'classification'
    if (extracts.test(head)) return 'extraction'
    if (proves.test(head)) return 'reasoning'
  }
  if (weighed >= 2 && !namesCode.test(head)) return 'reasoning'
  if (code || (before === 'coding' && (writesCode.test(head) || !question))) return 'coding'
  if (weighed >= 2 || (weighed === 1 && difficulty >= 0.5)) return 'reasoning'
  // A bare "why?" is a small question; "shorter please" makes the whole anew.
  if (before !== null) return again ? before : 'simple-question'
  return byTask(head, task, cued, difficulty, question)
}

function byTask(head: string, task: TaskKind, cued: boolean, difficulty: number, question: boolean): TaskClass {
  const words = head.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const short = plainQuestion.test(head) && words <= longWords && !asksAdvice.test(head) && !wantsMore.test(head)
  if (short && !cued && task !== 'write') return 'simple-question'
  switch (task) {
    case 'write': return 'generation'
    case 'recall': return 'simple-question'
    case 'calculate': return difficulty >= 0.7 ? 'reasoning' : 'simple-question'
    case 'summarise': case 'translate': return 'medium'
    case 'plan': return short ? 'simple-question' : difficulty >= 0.85 ? 'reasoning' : 'medium'
    default:
      if (creates.test(head)) return 'generation'
      if (asksAdvice.test(head)) return 'medium'
      if (difficulty >= 0.75) return 'reasoning'
      if (short) return 'simple-question'
      return task === 'explain' ? 'medium' : question && words > longWords ? 'medium' : 'simple-question'
  }
}
