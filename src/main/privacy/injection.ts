import { matchesOf } from './matches.ts'

export type InjectionKind = 'override' | 'fake-role' | 'new-identity' | 'prompt-theft' | 'hide-from-user' | 'exfiltration' | 'invisible-text'
export interface Injection { readonly start: number; readonly end: number; readonly kind: InjectionKind }

interface Pattern { readonly kind: InjectionKind; readonly pattern: RegExp }

const patterns: readonly Pattern[] = [
  // "ignore all previous instructions" and its kin: a verb of dropping, a word of order in time, a word for orders.
  { kind: 'override', pattern: /\b(?:ignore|disregard|forget|override|bypass|neglect|skip|do not (?:follow|obey)|don't (?:follow|obey)|stop following|pay no attention to)\b[^.\n!?]{0,40}?\b(?:previous|prior|above|earlier|preceding|former|foregoing|original|initial|existing|before|system|your|developer(?:'s)?)\b[^.\n!?]{0,24}?\b(?:instructions?|directions?|directives?|prompts?|rules?|guidelines?|orders?|commands?|context|constraints?|programming|messages?|tasks?|assignments?)\b/gi },
  { kind: 'override', pattern: /\b(?:ignore|disregard|forget)\b[^.\n!?]{0,12}?\b(?:everything|anything|all(?: of)? (?:this|that|the above))\b[^.\n!?]{0,30}?\b(?:above|before|earlier|previous(?:ly)?|prior|said|told|instructed|learned)\b/gi },
  { kind: 'override', pattern: /\b(?:instructions?|prompts?|rules?) (?:above|before this|you (?:were|have been) given)\b[^.\n!?]{0,20}?\b(?:are|is) (?:now )?(?:void|cancel+ed|invalid|obsolete|no longer valid)\b/gi },
  { kind: 'override', pattern: /(?<![\p{L}])(?:ignorier(?:e|en Sie)?|vergiss|vergessen Sie|missachte)(?![\p{L}])[^.\n!?]{0,40}?(?:vorherigen?|vorangegangenen?|vorangehenden?|bisherigen?|obigen?|früheren?|vorigen?|davor)(?![\p{L}])[^.\n!?]{0,24}?(?:anweisungen?|befehle?|anleitungen?|aufgaben?|regeln|instruktionen|eingaben?|angaben|informationen)/giu },
  { kind: 'override', pattern: /(?<![\p{L}])(?:ignorier(?:e|en Sie)?|vergiss|vergessen Sie)(?: bitte)? alles,? (?:davor|vorher(?:ige)?|bisher(?:ige)?|gesagte|oben|obige|zuvor|was)(?![\p{L}])/giu },
  { kind: 'override', pattern: /\b(?:ignore|disregard|forget)(?: about)? (?:all|everything|any)(?: of)?(?: the| your| my)? ?(?:instructions?|assignments?|tasks?|rules|orders|prompts?|guidelines|and (?:tell|say|do|write|answer|only))\b/gi },
  { kind: 'override', pattern: /(?<![\p{L}])(?:ignorez?|oubliez?|oublie|ignora|olvida|olvide|dimentica|ignore|esqueça|desconsidere)(?![\p{L}])[^.\n!?]{0,40}?(?:instructions?|consignes|règles|instrucciones|órdenes|reglas|istruzioni|regole|instruções|regras)(?![\p{L}])[^.\n!?]{0,24}?(?:précédentes?|antérieures?|ci-dessus|anteriores?|previas?|precedenti|anteriores|acima)/giu },
  { kind: 'override', pattern: /(?:忽略|无视|忘记|忘掉)[^。\n！？]{0,12}(?:之前|以上|上述|先前|前面)[^。\n！？]{0,8}(?:指令|指示|提示|说明|命令|规则|内容)/g },
  { kind: 'fake-role', pattern: /<\|(?:im_start|im_end|system|user|assistant|endoftext|begin_of_text|start_header_id|end_header_id|eot_id|eom_id|channel|message)\|>|<\/?(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|system_prompt|system-prompt|developer|admin)>/gi },
  { kind: 'fake-role', pattern: /^[ \t>#*-]{0,8}\[?(?:system|developer|admin(?:istrator)?)[ _-]?(?:message|prompt|override|update|note|notice|instructions?)\]?\s{0,3}(?::|$)/gim },
  { kind: 'fake-role', pattern: /^[ \t]{0,4}(?:system|developer)[ \t]{0,3}:[ \t]{0,3}(?:you|your|ignore|disregard|forget|from now|always|never|do not|don't|please|the (?:user|assistant)|reveal|print|say|answer|respond)\b/gim },
  { kind: 'fake-role', pattern: /^[ \t]{0,4}(?:#{1,4} ?|\*\*|\[)(?:system|new instructions?|assistant instructions?)(?:\*\*|\])?[ \t]{0,3}:/gim },
  { kind: 'override', pattern: /(?:^|[.!?\n]\s{0,3})(?:important[!: ]{1,3})?(?:(?:here are|these are) )?(?:your )?new (?:instructions?|task|orders?|directives?)\s{0,2}(?:are|is|:)/gim },
  { kind: 'new-identity', pattern: /\byou are (?:now |no longer )(?:in )?(?:(?:a|an|the) )?(?:DAN\b|jailbroken|unrestricted|unfiltered|uncensored|developer mode|god mode|free from|bound by|an? AI without|(?:an? )?(?:evil|amoral))/gi },
  { kind: 'new-identity', pattern: /\b(?:do anything now|jailbreak mode|developer mode (?:is )?(?:enabled|on|activated)|enter (?:developer|debug|god|maintenance) mode|without any (?:restrictions|filters|limitations|censorship) (?:or|and|whatsoever))\b/gi },
  { kind: 'prompt-theft', pattern: /\b(?:reveal|print|show|repeat|output|display|leak|tell me|give me|send|disclose|spell out)\b[^.\n!?]{0,30}?\b(?:(?:your|the) (?:system|hidden|secret|initial|original|full|complete|entire) (?:prompt|instructions?|message|rules)|your (?:instructions|prompt) (?:verbatim|above|word for word|exactly))/gi },
  { kind: 'hide-from-user', pattern: /\b(?:do not|don't|never|without) (?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?(?: (?:this|it|that))? to|alert(?:ing)?|reveal(?:ing)?(?: (?:this|it|that))? to|let(?:ting)?|notify(?:ing)?) (?:the )?(?:user|human|owner|reader)\b/gi },
  { kind: 'exfiltration', pattern: /\b(?:send|post|upload|forward|transmit|exfiltrate|email|append|leak)\b[^.\n!?]{0,60}?\b(?:conversation|chat history|system prompt|api keys?|passwords?|credentials?|secrets?|memor(?:y|ies)|personal (?:data|information)|user(?:'s)? data|this chat)\b[^.\n!?]{0,60}?(?:https?:\/\/|\bto [\w.+-]{1,64}@|\bas (?:a )?(?:query|url|image))/gi },
  // Letters of the tag block and long runs of zero-width signs say something to a model that no reader sees.
  { kind: 'invisible-text', pattern: /(?<!\u{1F3F4}[\u{E0000}-\u{E007F}]{0,8})[\u{E0020}-\u{E007E}]{2,400}|[\u200B\u2060\u2061\u2062\u2063\u2064\uFEFF]{8,400}|[\u202A-\u202E]{4,400}/gu },
]

/**
 * Obvious attempts of a text to give orders to the model that reads it. A pattern list finds only what is plain:
 * the guard that counts is that such text has no way to act. Spans are in UTF-16 units and in order; linear in the text's length.
 */
export function findInjection(text: string): Injection[] {
  const found: Injection[] = []
  for (const { kind, pattern } of patterns) {
    for (const match of matchesOf(pattern, text)) found.push({ start: match.index, end: match.index + match[0].length, kind })
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}
