import type { TaskKind } from '../../shared/words.ts'

/** What the wording itself gives away, before any vector is looked at. Each cue adds to the score of one task. */
interface Cue { readonly task: TaskKind; readonly weight: number; readonly pattern: RegExp }

const polite = '(?:please |can you |could you |would you |will you |kindly |hey |hi |ok |okay |so |now )*'
const starts = (verbs: string) => new RegExp(`^\\s*${polite}(?:${verbs})(?![\\p{L}])`, 'iu')

const cues: readonly Cue[] = [
  { task: 'code', weight: 0.35, pattern: /```|\b(?:function|const|let|def|class|import|return|public|void|SELECT)\b[^.?!\n]*[({;=]|=>|\bTraceback\b|\bNullPointer|\bundefined\b|#include/u },
  { task: 'code', weight: 0.2, pattern: /\b(?:python|javascript|typescript|java|rust|golang|c\+\+|c#|php|ruby|kotlin|sql|html|css|regex|regular expression|bash|shell script|docker\w*|git|npm|api|json|yaml|stack ?trace|compiler|unit tests?|refactor|debug|react|django|pandas|segfault|git ?hub|codebase|pull request|merge conflict|programm?|endpoint)(?![\p{L}])/iu },
  { task: 'calculate', weight: 0.4, pattern: /\d\s*(?:[+*/×÷^]|\s-\s|times|plus|minus|divided by|to the power of|mod|fois|mal|por|dividido)\s*\d/iu },
  { task: 'calculate', weight: 0.2, pattern: /\b(?:calculate|compute|square root|percent(?:age)? of|how much is \d|convert \d|\d+ ?% (?:of|von|de)|berechne|calcule[rz]?|calcula|derivative|integral|average of|sum of)\b|\d\s*(?:percent|prozent|%)/iu },
  { task: 'translate', weight: 0.4, pattern: /\b(?:translat\w+|übersetz\w*|tradui\w*|traduc\w*|traduz\w*|how (?:do|would) (?:you|i|we) say|wie sagt man|comment dit-on|cómo se dice|what is the (?:french|german|spanish|italian|english|portuguese|japanese|chinese|dutch|polish|turkish|russian|arabic|swedish|korean|greek) (?:word|for|translation))/iu },
  { task: 'translate', weight: 0.2, pattern: /\b(?:in|into|to) (?:french|german|spanish|italian|english|portuguese|japanese|chinese|mandarin|dutch|polish|turkish|russian|arabic|swedish|korean|greek|latin|hindi|finnish|danish|norwegian)\b/iu },
  { task: 'summarise', weight: 0.4, pattern: /\b(?:summari[sz]e|summary|sum up|tl;? ?dr|key (?:points|takeaways)|main (?:points|idea)|the gist|condense|boil (?:this|it) down|in a nutshell|zusammenfass\w*|fass\w* .{0,60}zusammen|résum\w*|resum\w+)(?![\p{L}])/iu },
  { task: 'recall', weight: 0.35, pattern: /\b(?:do you (?:still )?(?:remember|recall|know) (?:what|where|who|when|which|how|if|my|me|the|about)|did i (?:ever )?(?:tell|mention|say)|have i (?:ever )?(?:told|mentioned|said)|(?:what|where|who|when|which|how)(?: \w+){0,4} (?:did|do|have|had|was|were|am) i (?:say|tell|told|said|mention|mentioned|decide|live|work|drive|like|prefer|hate|dislike|love|own|study|born|allergic|park|parked|leave|left|put|call|called|from)|what do you (?:know|remember) about (?:me|my)|remind me (?:what|who|where|when|which|of)|i (?:told|mentioned to) you)/iu },
  { task: 'recall', weight: 0.35, pattern: /^\s*(?:(?:and|so|hey|ok|okay|please|tell me|remind me|do you know|can you tell me)[,\s]+)*(?:what(?:'s|’s| is| are| was| were)|who(?:'s|’s| is| are| was)|where(?:'s|’s| is| are)|when(?:'s|’s| is| are| was)|which|how old (?:is|are|am))\s+(?:(?:the )?(?:name|names|age|birthday|date|colou?r) of )?(?:my|our|i)\b/iu },
  { task: 'recall', weight: 0.35, pattern: /^\s*(?:so |and |hey |ok )*(?:is|are|was|were|has|have) (?:\S+ ){0,5}?(?:files?|documents?|pdfs?|reports?|\S{1,80}\.[a-z]{2,4})(?: \S+){0,3} (?:finished|ready|done|complete|there|saved|uploaded|sent|lost|missing|open|read|signed)(?: (?:yet|now|already))?[\s?]*$/iu },
  { task: 'recall', weight: 0.35, pattern: /^\s*(?:wie heiß\w* (?:mein|meine|ich)|wie alt (?:bin ich|ist mein\w*)|wo (?:wohne|arbeite|lebe) ich|wer ist mein\w*|was (?:ist|sind) mein\w*|wann (?:ist|habe) (?:mein\w*|ich)|weißt du noch|erinnerst du dich|comment (?:s'appelle|je m'appelle) ?(?:mon|ma)?|où (?:est-ce que j|j'habite|habité-je|habite|je travaille)|quel(?:le)? est m(?:on|a)|qui est m(?:on|a)|te souviens-tu|tu te souviens|cómo (?:me llamo|se llama mi)|dónde (?:vivo|trabajo)|cuál es mi|quién es mi|cuándo es mi|te acuerdas)/iu },
  { task: 'command', weight: 0.4, pattern: starts('(?:always |never )?(?:remember (?!when|the time)|don[\'’]t forget|do not forget|forget (?:that|what|about|my|everything)|keep in mind|note that|from now on|in (?:the )?future|always|never|stop (?:using|saying|calling|asking|adding)|call me|switch (?:to|off|on)|turn (?:on|off)|delete|pin|unpin|rename|go (?:online|offline)|export|enable|disable|merk dir|vergiss|denk daran|ab jetzt|souviens-toi|oublie|désormais|recuerda(?: que)?|olvida|a partir de ahora)') },
  { task: 'command', weight: 0.15, pattern: /\b(?:from now on|ab jetzt|désormais|a partir de ahora)\b/iu },
  { task: 'write', weight: 0.3, pattern: starts('(?:help me (?:to )?)?(?:write|draft|compose|rewrite|rephrase|reword|proofread|polish|edit|improve|invent|come up with|schreib\\w*|formulier\\w*|verfasse|rédige\\w*|écris|escribe|redacta)') },
  { task: 'plan', weight: 0.3, pattern: starts('(?:help me (?:to )?)?(?:plan|organi[sz]e|schedule|prepare|prioriti[sz]e|draw up|plane|organisiere|planifie|planea|haz un plan)') },
  { task: 'plan', weight: 0.2, pattern: /\b(?:itinerary|schedule for|checklist|to-?do list|training plan|study plan|meal plan|roadmap|timeline|agenda|step by step plan|packing list)\b/iu },
  { task: 'explain', weight: 0.2, pattern: starts('(?:explain|describe|define|tell me about|why (?:is|are|do|does|did|was|were|can)|how (?:does|do|did|is|are|can)|what (?:is|are|was|were|causes|happens|does)|who (?:was|is|were|wrote|invented)|when (?:did|was|were)|warum|wieso|erkläre?|was ist|wie funktioniert|pourquoi|explique\\w*|qu[\'’]est-ce que|comment fonctionne|por qué|qué es|cómo funciona)') },
  { task: 'small-talk', weight: 0.45, pattern: /^\s*(?:(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|night)|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|bye|goodbye|see you(?: \w+)?|ok(?:ay)?|cool|great|nice|perfect|lol|haha\w*|hallo|guten (?:morgen|tag|abend)|danke(?: schön| sehr)?|tschüss|bonjour|salut|merci(?: beaucoup)?|au revoir|hola|buenos días|buenas(?: tardes| noches)?|(?:muchas )?gracias|adiós|ciao)(?: there| everyone| again| for \w+(?: \w+)?)?[\s,.!?…]*)+$/iu },
  { task: 'small-talk', weight: 0.35, pattern: /\b(?:how are you|how['’]s it going|what['’]s up|nice to meet you|who are you|what can you do|tell me a joke|are you (?:a |an )?(?:robot|human|ai|real)|wie geht['’ ]?e?s|ça va|qué tal|have a (?:nice|good|great) (?:day|evening|weekend))/iu },
  { task: 'chat', weight: 0.25, pattern: /^\s*(?:(?:hi|hello|hey|well|so|oh|btw|by the way|actually|no|yes)[,!.\s]+)*(?:i(?:['’]m| am| was|['’]ve| have| had| just| really| think| feel| like| love| hate| prefer| live| work| went| bought| moved| met| don['’]t|['’]ll| will| got| started)|my|our|we(?:['’]re| are| went| had| have)?|ich|mein\w*|wir|je|j['’]|mon|ma|mi|yo|me)(?![\p{L}])[^?]*[^?\s]\s*$/iu },
  { task: 'chat', weight: 0.15, pattern: /\b(?:what do you think|do you think|would you|should i|recommend|which one|your opinion|suggest|advice)\b/iu },
]

/** What the wording adds to each task's score; cues of one task do not pile up beyond the strongest and a quarter of the rest. */
export function cueScores(text: string): Map<TaskKind, number> {
  const head = text.length <= 4000 ? text : `${text.slice(0, 2000)}\n${text.slice(-2000)}`
  const sums = new Map<TaskKind, number[]>()
  for (const { task, weight, pattern } of cues) if (pattern.test(head)) sums.set(task, [...(sums.get(task) ?? []), weight])
  return new Map([...sums].map(([task, all]) => {
    const strongest = Math.max(...all)
    return [task, strongest + 0.25 * (all.reduce((sum, one) => sum + one, 0) - strongest)]
  }))
}

const asks = /^\s*(?:(?:and|so|but|ok|okay|hey|hi|well|please|und|et|y)[,\s]+)*(?:what|who|whom|whose|which|where|when|why|how|do|does|did|is|are|am|was|were|can|could|should|would|will|shall|may|have|has|had|was|wer|wen|wem|wo|wohin|wann|warum|wieso|wie|welche[rsmn]?|kannst|kann|ist|sind|hast|habe|quel\w*|qui|que|quoi|où|quand|comment|pourquoi|combien|est-ce|qu['’]est|peux|qué|quién|dónde|cuándo|cómo|cuál\w*|por qué|cuánt\w*|puedes)(?=[\s'’])/iu

/** True when the last sentence of a message asks for something: by its mark, or by the word that it begins with. */
export function isQuestion(text: string): boolean {
  const trimmed = text.trimEnd().slice(-1500)
  if (/[?？؟]["”»)\s]*$/u.test(trimmed)) return true
  const sentences = trimmed.split(/(?<=[.!?。！？])\s+|\n+/u).filter((one) => one.trim() !== '')
  if (sentences.some((one) => /[?？؟]["”»)\s]*$/u.test(one))) return true
  const last = sentences.at(-1) ?? ''
  // "What a day!" asks nothing.
  return !/[!！]$/u.test(last) && asks.test(last)
}

/** True when the wording leans on what was said before: the user's own things in a question, "as I said", "last time". */
export function leansOnMemory(text: string, question: boolean): boolean {
  const head = text.slice(0, 2000)
  if (/\b(?:as i (?:said|told|mentioned)|i (?:told|mentioned to) you|like last time|as (?:before|usual)|again|do you remember|remind me|you know (?:me|my|that i)|my usual|we (?:talked|spoke|discussed)|last time|earlier you|wie ich sagte|wie letztes mal|comme (?:je t'ai dit|d'habitude)|como (?:te dije|siempre))\b/iu.test(head)) return true
  return question && /(?:^|[^\p{L}])(?:my|mine|our|i|me|we|us|wir|uns|nous|mein\w*|ich|mir|mich|unser\w*|mon|ma|mes|je|j|notre|mi|mis|yo|nuestr\w*)(?![\p{L}])/iu.test(head)
}
