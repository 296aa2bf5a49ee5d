import type { Clause } from './clauses.ts'

/** What tells a statement from all else that a sentence can be. */

/** In a question, only what stands before the asking clause is said. */
export function isAsked(clause: Clause): boolean {
  const { sentence } = clause
  if (clause.end >= sentence.end - 1) return true
  return /^(?:what|who|whom|whose|which|where|when|why|how|do|does|did|is|are|am(?= i(?![\p{L}]))|was|were|can|could|should|would|will|have|has|was|wer|wo|wann|wie|ist|sind|que|qui|où|quand|comment|qué|quién|dónde|cuándo|cómo)(?![\p{L}])/iu.test(clause.text)
}

/** A question that its writer did not mark as one. */
export function asks(body: string): boolean {
  return /^(?:what|who|whom|whose|which|where|why|how|do|does|did|is|are|am (?=i(?![\p{L}]))|was|were|can|could|should|would|have i|has|will (?:i|you|he|she|it|we|they|the|my|your|this|that|there))(?![\p{L}])/iu.test(body)
    || /\b(?:what (?:do|does|did|is|are|was|should|can|could|would|\p{L}+ \p{L}+)|how (?:do|does|can|could|should|much|many|long|old)|(?<!,\s)which (?:one|is|are)|should i|any (?:idea|clue|tips|advice|thoughts|suggestions)|can i|can you|could you|is what)\b/iu.test(body) && !/^(?:when|always|never|from now on|please|if|in future)/iu.test(body)
}

/** True for a sentence under a condition, a supposition or an example. */
export function isHypothetical(sentence: string): boolean {
  return /^(?:(?:and|but|so|then|well|ok|okay)[, ]+)?(?:if|suppose|supposing|imagine|assuming|assume|what if|let['’]?s (?:say|assume|suppose|pretend|imagine)|say i|say my|pretend|in case|unless|had (?:i|we|my|he|she|they)|were (?:i|we|my|he|she|they)|should (?:i|my|we|he|she|they)|in an ideal world|ideally|in theory|whether|wenn|falls|si|angenommen|supongamos)(?![\p{L}])/iu.test(sentence)
    || /\b(?<!(?:ask(?:ed|s|ing)?|see|know|check(?:ed)?|wonder(?:ed|s|ing)?|tell|me|us|her|him|them) )(?:if (?:i|my|we|you|he|she|it|they|the)|unless|as if|as though|hypothetically|for example|e\.g\.|for instance|such as ["“']|falls ich|si j['’]|si je|si yo)\b/iu.test(sentence)
}

const exercise = /^(?:(?:and|but|so|then|well|ok|okay|hi|hello)[,!. ]+)*(?:(?:for|in|as part of) (?:(?:the sake|purposes?) of )?(?:this|the|an?|my) (?:\p{L}+ )?(?:exercise|example|test|demo|demonstration|argument|role-?play|experiment|thought experiment|sketch|simulation|drill|hypothetical)(?![\p{L}])(?=[,:]| (?:my|i|we|our)(?![\p{L}]))|for (?:example|instance|testing|demonstration)[,:]|(?:this|the following|here|what follows)(?: is|['’]s)? (?:(?:only|just|merely|purely) )?(?:an? |some )?(?:\p{L}+ )?(?:test|example|exercise|sample|demo|fiction|dummy text|placeholder|test sentence|test message|example sentence)s?(?: (?:sentence|message|text|input))?\s*[:,.–—-]|(?:(?:only|just) )?(?:an? )?(?:examples?|e\.g\.|sample(?: (?:text|sentence|input|data))?|test(?:ing)?(?: (?:text|sentence|input|data|case|message))?|exercise|demo|placeholder|dummy(?: (?:text|data))?|beispiel|exemple|ejemplo|esempio|exemplo)\s*\d{0,2}\s*:)/iu

/** True for what is said as an example or for the sake of an exercise: it may be true of nobody. */
export function isExercise(sentence: string): boolean {
  return exercise.test(sentence) || /^(?:(?:and|but|so|then|well|ok|okay)[, ]+)*(?:suppose|supposing|imagine|pretend|assume|assuming|let['’]?s (?:say|assume|suppose|pretend|imagine))(?:,| that)? (?:i|my|we|our)(?:['’](?:m|ve|d|re))? (?!surprise|joy|shock|horror|face|delight|disappointment|relief|luck)\p{L}/iu.test(sentence)
}

/** True for a line that a program wrote: a time stamp or a level before it. */
export function isLogLine(sentence: string): boolean {
  return /^\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|^\[?\d{2}:\d{2}:\d{2}|(?:^|[\s[(])(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|CRITICAL)(?:[\])]?[:\s]|$)|^\p{L}*(?:Error|Exception|Warning): /u.test(sentence)
}

/** Orders to write, translate or act say nothing about who gives them. */
export function isOrder(sentence: string): boolean {
  return ordered.test(sentence) && !/\b(?:always|from now on|in future|in the future|every time|each time|whenever|(?:every|each|all) (?:answers?|repl(?:y|ies)|responses?)|ab jetzt|immer|toujours|désormais|siempre|a partir de ahora|sempre|d['’]ora in poi|a partir de agora)(?![\p{L}])/iu.test(sentence)
}

const politely = '(?:(?:please|can you|could you|would you|will you|kindly|now|then|and|ok|okay|hey|hi|also|just|first|next)[, ]+)*'
/** Verbs that are nothing else at the beginning of a sentence, and those that are one before "the", "me", "five". */
const ordered = new RegExp(`^${politely}(?:(?:write|rewrite|rephrase|draft|compose|translate|summari[sz]e|explain|describe|generate|create|make (?:me|us|a|an|up|it|this)|invent|give|show|find|fix|convert|calculate|define|continue|complete|repeat|act|add|set|remind|compare|pick|choose|suggest|recommend|proofread|buy|send|call (?!me(?! (?:when|if|later|back|once|tomorrow)))|(?:text|ring|ping|wake|let) me (?:when|if|later|back|once|know|tomorrow|up)|solve|prepare|imagine|wish|thank|ask|read|tell|say|let['’]?s|remove|delete|(?:reply|respond) (?:by|before|until|asap|as soon|to (?:me|us|him|her|them|this|the|my))|forget|disregard|ignore|erase|wipe|rename|transfer|reserve|schedule (?:an?|my|the|us|me)|roll|deposit|connect (?:me|us)|purchase|cancel|undo|report (?:an?|my|the)|provide|assist (?:me|us|in)|direct (?:me|us)|instruct (?:me|us)|flip|ring|mark (?:my|the)|get (?:me|us)|take (?:me|one|two|\\d)|secure (?:me|us|an?)|pay (?:my|the|off)|double check|confirm (?:my|the|four|our|that)|go to|bring up|pull up|look into|track|update (?:my|the)|block (?:my|the)|freeze|activate|enable|disable|unlock|upgrade|rate|redial|dial|skip|pause|mute|spell|(?:email|e-mail|text|message|notify|inform) (?:my|the|our|him|her|them|\\p{Lu}\\p{Ll})|schreib\\p{L}*|übersetz\\p{L}*|écris|traduis|rédige|escribe|traduce|scrivi|traduci|escreva|escreve|traduz)`
  + `|(?:list|play|sing|fill|help|check|correct|look|search|book|order|open|close|start|stop|turn|run|plan|count|guess|think of|name|put|change|move|sort|analy[sz]e|evaluate|rate) (?:me|us|the|an?|my|our|this|that|these|those|some|all|it|them|him|her|for|up|out|on|off|in|over|whether|if|\\d|two|three|four|five|ten))(?![\\p{L}])`, 'iu')

/** True for what asks after a word or a figure without a verb: "meaning of 10:30", "synonyms of early". */
export function isAfterWord(sentence: string): boolean {
  return /^(?:the )?(?:\p{L}+ )?(?:meanings?|definitions?|synonyms?|antonyms?|opposites?|etymology|pronunciation|spelling|plural|singular|anagrams?|abbreviations?|rhymes?|past tense|translations?) (?:of|for|with) /iu.test(sentence) && !/(?<!\p{L})(?:is|are|was|were|means?|meant|has|have)(?!\p{L})/iu.test(sentence)
}

/** True for wishes, doubts and what is only thought or needed. */
export function isDoubtful(body: string): boolean {
  return /^(?:i['’]?m|i am|i was|we['’]re|we are) (?:not|never) (?:saying|claiming|suggesting|implying|telling|arguing)(?![\p{L}])|^(?:i|we) (?:didn['’]?t|did not|never) (?:say|said|claim|claimed|mean|meant)(?![\p{L}])/iu.test(body)
    || /^(?:i|we|my [\p{L} ]+?) (?:\p{L}+ )?(?:would|could|might|may|wish|guess|hope|suppose|doubt|wonder|should|shall|ought)(?![\p{L}])/iu.test(body) && !/^i (?:would|['’]d) (?:(?:like|want|prefer) (?:you|your)|rather |never |always )/iu.test(body) && !/^(?:i|we) (?:said (?:yes|no) to|could never)/iu.test(body)
    || /^(?:i['’]d|we['’]d)(?![\p{L}])/iu.test(body) && !/^i['’]d (?:rather|never) |^i['’]d like you|^i['’]d prefer your|^i['’]d love to (?:learn|become|visit|move|travel)/iu.test(body)
    || /^(?:i|we)(?:['’]?m|['’]re| am| was| are| were|['’]ve been| have been) (?:(?:just|also|still|really|seriously|almost|actually) )*(?:tempted|thinking|considering|toying|hoping|wondering|supposed to|leaning)(?![\p{L}])/iu.test(body)
    || /^,? ?i (?:think|guess|suppose|believe)(?: that)? (?:i|my|we|our|he|she|it|they)(?:['’]|\s)/iu.test(body)
    || /(?:,|\bbut) i (?:think|guess|suppose|believe|forget)(?:,|\.|$| or )|\b(?:if i remember|as far as i (?:know|remember)|i['’]?m unsure)(?![\p{L}])/iu.test(body)
    || /\b(?:maybe|perhaps|possibly|probably|apparently|allegedly|supposedly|not sure|not certain|uncertain|not positive|no idea|don['’]?t know|just kidding|joking|lol jk|vielleicht|peut-être|quizás|tal vez)\b/iu.test(body)
    || !isOpinion(body) && !isDuty(body) && !/^i said (?:yes|no) to /iu.test(body) && /^i (?:(?:also|still|really|just|do|definitely|personally|totally|honestly) )*(?:think|believe|feel|say|said|mean|know|understand|see|want|need|have to|had to|don['’]?t (?:think|believe|want|need|know|understand|see|care|mind|get|have time))(?![\p{L}])(?! you to be | to (?:learn|become|visit|move|run|start|write|travel|retire|buy|quit|lose|climb))/iu.test(body)
}

/** True for something that has to be done by a day: "I have to renew my passport before May 2027". */
export function isDuty(body: string): boolean {
  return /^(?:i|we)(?:['’]ve| have)?(?: got)? (?:to|have to|need to|must) (?:(?:also|still|really) )*(?:renew|extend|file|submit|pay|repay|return|hand in|apply|register|replace|sign|prepare|pick up|move out|deliver|finish|vacate|declare|re-?take|re-?new|exchange|collect|have)(?![\p{L}]) .*\b(?:before|by|until|till|on|in|no later than)\b .*(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|next|christmas|easter|tomorrow)/iu.test(body)
}

/** True for a judgement that somebody holds on a thing that has a name: "I think the third act is too long". What may be wrong as a fact is none. */
export function isOpinion(body: string): boolean {
  return /^(?:honestly,? |personally,? )?i (?:think|believe|feel)(?: that)? (?!(?:i|we|you|he|she|it|they|my|our|your|his|her|their|this|that|there|so|of|about|like)(?![\p{L}]))/iu.test(body) && body.split(/\s+/u).length >= 8
    && /\b(?:should|too|better|worse|best|worst|right|wrong|strong|weak|worth|needs? to|adds|deserves|drags|works|over\p{L}+|under\p{L}+|more|less|ought|must|convincing|love-it|great|good|bad|risky|safer|honou?rs|avoids|misses|lacks|feature|mistake)\b/iu.test(body)
}

/** Where words of others stand between quotation marks, as [start, end). */
export function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(/“[^”\n]{0,400}”|«[^»\n]{0,400}»|„[^“”\n]{0,400}[“”]|(?<![\p{L}\d])"[^"\n]{0,400}"(?![\p{L}\d])|(?<![\p{L}\d])'[^'\n]{3,400}'(?![\p{L}\d])|`[^`\n]{0,400}`/gu)].map((found) => [found.index, found.index + found[0].length])
}

/** True for what is told of an invented world: a character, a game, a plot. */
export function isInvented(sentence: string): boolean {
  return /\b(?:in (?:my|the|this|our|a) (?:(?:new|next|short|first) )?(?:novel|story|game|film|movie|book|play|campaign|tale|dream|scenario|comic|series|show|episode|fairy tale)|(?:my|the|our|main) (?:\p{L}+ )?(?:character|protagonist|hero|heroine|villain|avatar|narrator)(?:['’]s)?|in chapter \p{L}+|i play (?:an?|the) (?:\p{L}+ )?(?:elf|dwarf|orc|wizard|mage|knight|rogue|warrior|paladin|druid|vampire|dragon)|once upon a time)(?![\p{L}])/iu.test(sentence)
}

/** True for what is said in jest, and takes itself back. */
export function isJoke(sentence: string): boolean {
  return /\b(?:(?:just |only |i['’]m |was )?(?:kidding|joking)|jk|obviously a joke|it was a joke|a million times|haha\p{L}*|hehe|rofl|lmao|the queen of england|basically (?:a|an|the))\b|, obviously[.!]*$|\b(?:i['’]?m|i am|is|are) (?:(?:actually|really|literally|secretly|a|an|the|total|real|such) )*(?:vampires?|zombies?|monsters?|robots?|aliens?|gods?|goddess|kings?|queens?|unicorns?|dragons?|ghosts?|wizards?|witch(?:es)?|goldfish|potato(?:es)?|superhero(?:es)?|ninjas?|pirates?)(?:[.!]*$|,| lol| and)|;-?\)|😂|🤣|😜/iu.test(sentence)
}

/** Papers of one's own may be quoted with a figure. */
const documented = /\b(?:sheet|contract|lease|invoice|label|manual|report|receipt|letter from|timetable|schedule|prescription|certificate|ticket|statement|policy) says? (?:.*\d|the |it )/iu

/** True for what others think or claim: it is theirs, and may be wrong. */
export function isClaimOfOthers(body: string): boolean {
  return /^(?:(?:the|an?|this|that|my|our|his|her|their|some|most|many)\s)?(?:(?:[\p{L}’'-]+ ){1,6}?)(?:told (?:me|us|him|her|them) (?:that )?(?:she|he|they|it)(?![\p{L}])|says?|said|claims?|claimed|thinks?|thought|believes?|argues?|argued|swears|pretends|jokes|jokingly|writes|wrote|mentions|told me that i)(?![\p{L}])/iu.test(body) && !/^(?:i|we|said yes)(?![\p{L}])/iu.test(body) && !documented.test(body)
    || /^(?:according to|rumou?r has it|word is|legend has it|they say|people say|as (?:\p{L}+ ){1,2}(?:said|wrote|put it))(?![\p{L}])/iu.test(body) && !/^according to (?:the|our|my) (?:\p{L}+['’]?s? )?(?:report|survey\p{L}*|contract|data|invoice|log|lease)/iu.test(body)
}

/** True for an order about a text that stands in the same message: what is on lines of its own there is that text. */
export function isAboutText(sentence: string): boolean {
  return /\b(?:turn|rewrite|rephrase|translate|summari[sz]e|shorten|proofread|correct|improve|fix|convert|paraphrase|expand|continue|edit|analy[sz]e|review|polish|simplify|make|put|change|explain|check)(?: \p{L}+)? (?:it|this|that|these|the (?:above|text|following|message|letter|paragraph|sentences?|grammar)|my (?:text|essay|letter|cover letter|draft|email))(?![\p{L}])/iu.test(sentence)
}

/** True for a text that wants to change how the assistant is governed, dressed up as a fact. */
export function isManipulation(sentence: string): boolean {
  return /\b(?:your (?:rules|instructions|guidelines|guardrails|restrictions|limits|safety|system prompt|policy|policies|filters?|programming)|(?:previous|prior|above|earlier|all) instructions|the user (?:is|has|wants|consents|allows|agrees|authori[sz]es)|system prompt|developer mode|safety (?:rules|filters|measures) (?:are|is) off|(?:you|the assistant|the ai|the model) (?:must obey|(?:now )?(?:have|has|are under|is under) no (?:rules|limits|restrictions|limitations|filters|guidelines)|(?:is|are) (?:not bound|free of|free to ignore)|can do anything)|must obey|admin(?:istrator)? (?:rights|access|mode)|jailbreak)\b|^\s*(?:system|assistant)\s*:/iu.test(sentence)
}
