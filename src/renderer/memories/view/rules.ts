/** What a kind of rule looks for, as it follows "what you said about". */
const matters: Readonly<Record<string, string>> = {
  name: 'your name', named: 'a name', relation: 'the people around you', person: 'somebody', other: 'somebody else', preference: 'what you like', opinion: 'what you think', belief: 'what you believe',
  place: 'a place', home: 'where you live', origin: 'where you come from', nationality: 'where you come from', born: 'when you were born', birthday: 'your birthday', age: 'your age',
  pet: 'a pet', job: 'your work', work: 'your work', employer: 'your work', routine: 'what you do regularly', habit: 'what you do regularly', plays: 'what you play', language: 'the languages you speak',
  instruction: 'how you want things done', convention: 'how you want things done', never: 'what you never do', health: 'your health', body: 'yourself', measure: 'yourself', attribute: 'yourself',
  possession: 'what you have', goal: 'what you mean to do', milestone: 'what happened to you', past: 'your past', remember: 'what should be remembered',
}

/** What a rule looked for, in plain words: "your work". A rule without words of its own says so. */
export function tellMatter(rule: string): string {
  return matters[rule.split('.')[0]!] ?? 'yourself or others'
}

/** A reason from the history without the names of rules. */
export function withoutRuleNames(reason: string): string {
  return reason.replaceAll(/\b(?:by the )?rule “([^”]*)”/g, (_, rule: string) => `from what you said about ${tellMatter(rule)}`)
}
