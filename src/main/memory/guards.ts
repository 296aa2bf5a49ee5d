import type { Clause } from './clauses.ts'

/** What tells a statement from all else that a sentence can be. */

/** In a question, only what stands before the asking clause is said. */
export function isAsked(clause: Clause): boolean {
  const { sentence } = clause
  if (clause.end >= sentence.end - 1) return true
  return /^(?:what|who|whom|whose|which|where|when|why|how|do|does|did|is|are|am|was|were|can|could|should|would|will|have|has|was|wer|wo|wann|wie|ist|sind|que|qui|où|quand|comment|qué|quién|dónde|cuándo|cómo)(?![\p{L}])/iu.test(clause.text)
}

/** A question that its writer did not mark as one. */
export function asks(body: string): boolean {
  return /^(?:what|who|whom|whose|which|where|why|how|do|does|did|is|are|am|was|were|can|could|should|would|will|have i|has)(?![\p{L}])/iu.test(body)
    || /\b(?:what (?:do|does|did|is|are|was|should|can|could|would|\p{L}+ \p{L}+)|how (?:do|does|can|could|should|much|many|long|old)|which (?:one|is|are)|should i|can i|can you|could you|is what)\b/iu.test(body) && !/^(?:when|always|never|from now on|please|if|in future)/iu.test(body)
}

/** True for a sentence under a condition, a supposition or an example. */
export function isHypothetical(sentence: string): boolean {
  return /^(?:(?:and|but|so|then|well|ok|okay)[, ]+)?(?:if|suppose|supposing|imagine|assuming|assume|what if|let['’]?s (?:say|assume|suppose|pretend|imagine)|say i|say my|pretend|in case|unless|wenn|falls|si|angenommen|supongamos)(?![\p{L}])/iu.test(sentence)
    || /\b(?:if (?:i|my|we|you|he|she|it|they|the)|unless|as if|as though|hypothetically|for example|e\.g\.|for instance|such as ["“']|falls ich|si j['’]|si je|si yo)\b/iu.test(sentence)
}

/** Orders to write, translate or act say nothing about who gives them. */
export function isOrder(sentence: string): boolean {
  return /^(?:(?:please|can you|could you|would you|will you|kindly|now|then|and|ok|okay|hey|hi|also)[, ]+)*(?:write|rewrite|draft|compose|translate|summari[sz]e|explain|describe|generate|create|make (?:me|a|an|up)|invent|tell (?:me|us)|give me|show me|list|find|fix|convert|calculate|define|continue|complete|say|repeat|play|sing|act|schreib\p{L}*|übersetz\p{L}*|écris|traduis|rédige|escribe|traduce)(?![\p{L}])(?!.*\b(?:always|from now on|in future|in the future|every time|ab jetzt|immer|toujours|désormais|siempre|a partir de ahora)\b)/iu.test(sentence)
}

/** True for wishes, doubts and what is only thought or needed. */
export function isDoubtful(body: string): boolean {
  return /^(?:i|we|my [\p{L} ]+?) (?:\p{L}+ )?(?:would|could|might|may|wish|guess|hope|suppose|doubt|wonder|should|shall|ought)(?![\p{L}])/iu.test(body) && !/^i (?:would|['’]d) (?:like|want|prefer) (?:you|your)/iu.test(body)
    || /^(?:i['’]d|we['’]d)(?![\p{L}])/iu.test(body) && !/^i['’]d like you|^i['’]d prefer your|^i['’]d love to (?:learn|become|visit|move|travel)/iu.test(body)
    || /\b(?:maybe|perhaps|possibly|probably|apparently|allegedly|supposedly|not sure|no idea|don['’]?t know|just kidding|joking|lol jk|vielleicht|peut-être|quizás|tal vez)\b/iu.test(body)
    || /^i (?:think|believe|feel|say|said|mean|know|understand|see|want|need|have to|had to|don['’]?t (?:think|believe|want|need|know|understand|see|care|mind|get|have time))(?![\p{L}])(?! to (?:learn|become|visit|move|run|start|write|travel|retire|buy|quit|lose|climb))/iu.test(body)
}

/** Where words of others stand between quotation marks, as [start, end). */
export function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(/“[^”\n]{0,400}”|«[^»\n]{0,400}»|„[^“”\n]{0,400}[“”]|(?<![\p{L}\d])"[^"\n]{0,400}"(?![\p{L}\d])|(?<![\p{L}\d])'[^'\n]{3,400}'(?![\p{L}\d])|`[^`\n]{0,400}`/gu)].map((found) => [found.index, found.index + found[0].length])
}
