/** Words with which people ask for advice, where what they prefer, avoid or cannot have matters for the answer. */
const asksAdvice = new RegExp([
  String.raw`\b(?:recommend(?:ed|ation|ations)?|suggest(?:ed|ion|ions)?|advice|advise|tips?|inspiration|alternatives?)\b`,
  String.raw`\b(?:any|some|other|more|new|good|great|fun|creative|gift|date|meal|recipe|outfit|activity|party|craft|book|film|movie) ideas?\b|\bideas? (?:for|on|of|about|to)\b`,
  String.raw`\b(?:what|which|where|how|who)\b[^.?!]{0,60}\b(?:should|could|can|would|might) (?:i|we|one)\b|\bshould (?:i|we)\b`,
  String.raw`\b(?:best|better|good|great|effective|easy|fun|popular|top|must-\w+|healthy|cheap|affordable|interesting|reliable|nice|worth) (?:\w+[ -]){0,4}(?:ways?|options?|places?|spots?|things|methods|approach(?:es)?|resources|choices?|brands?|exercises?|activities|for (?:me|my|us|our|a|an|the))\b`,
  String.raw`\bwhat(?: are|['’]s| is| would be) (?:some|the best|a good|good|your)\b|\bhow (?:do|can|could|should|would|might) (?:i|we) (?:best )?\w+|\bhow to\b|\bwhere (?:to|can i|could i|can we)\b|\bwhat to (?:\w+)\b`,
  String.raw`\b(?:i|we)(?:['’]?m| am|['’]re| are|['’]ve| have)? ?(?:looking for|looking to|thinking (?:of|about)|considering|planning|trying to (?:find|choose|decide|pick)|in the mood for|want to (?:buy|try|learn|cook|visit|watch|read|start|find|get)|need (?:a|an|some|new|help))\b`,
  String.raw`\bhelp (?:me|us) (?:find|choose|pick|plan|decide|with|come|create|design|prepare)\b|\b(?:find|plan|create|design|make|put together|write|pick|choose|book|order|draft|cook|list) (?:me|us|my|our|a|an|some)\b`,
  String.raw`\b(?:empfehl\w*|empfiehl\w*|vorschl\w*|schlag\w*|tipps?|ideen?|was (?:soll|sollte|könnte) ich|wo (?:kann|soll|sollte) ich|welche[nrs]? .{0,30}(?:soll|sollte))\b`,
  String.raw`\b(?:recommand\w*|conseil\w*|suggér\w*|suggest\w*|idées?|que (?:dois|devrais)-je|où puis-je)(?![\p{L}])`,
  String.raw`(?<![\p{L}])(?:recomiend\w*|recomend\w*|suger\w*|consej\w*|ideas?|qué (?:debería|puedo)|consigli\w*|suggerisc\w*|cosa (?:dovrei|posso)|sugest\w*|conselh\w*|o que devo)(?![\p{L}])`,
].join('|'), 'iu')

/** What asks for a thing that was said or happened: here a fact answers, no taste. */
const asksFact = /^when\b|\bwhen (?:did|do|does|is|was|will|am|are|have|had)\b|\b(?:who|whom|whose|what time|what date|which day|how (?:many|much|long|old|often))\b(?! (?:should|could|can|would|might) )|\b(?:did|was|were|had|does|has)\b (?:i|we|my|our|he|she|they|it|the)\b|\b(?:did|have) (?:i|we|you) (?:\w+ ){0,2}(?:tell|told|say|said|mention|talk|discuss|buy|bought|get|got|recommend|suggest|advise)|\b(?:remind me|you (?:told|said|mentioned|suggested|recommended)|we (?:talked|discussed|spoke)|our (?:previous|last|earlier) (?:chat|conversation|talk))/iu

/**
 * How much a message asks for advice: 1 where it does, 0 where it asks for a fact or asks nothing. Preferences weigh more the
 * more it does. Only the beginning and the end of a long message are read.
 */
export function adviceLikeness(text: string): number {
  const read = text.length <= 1200 ? text : `${text.slice(0, 600)}\n${text.slice(-600)}`
  if (!asksAdvice.test(read)) return 0
  return asksFact.test(read) ? 0.25 : 1
}
