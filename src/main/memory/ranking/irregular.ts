/** Verbs and nouns whose forms share no stem, base first. */
const families = `go went gone|buy bought|see saw seen|eat ate eaten|drink drank drunk|write wrote written|make made|take took taken|give gave given|get got gotten|find found|think thought
|bring brought|teach taught|catch caught|fight fought|seek sought|sell sold|tell told|say said|pay paid|lay laid|hear heard|hold held|keep kept|sleep slept|feel felt|leave left|meet met|lead led|feed fed
|speak spoke spoken|break broke broken|choose chose chosen|wake woke woken|steal stole stolen|freeze froze frozen|drive drove driven|ride rode ridden|rise rose risen|fly flew flown|grow grew grown
|know knew known|throw threw thrown|draw drew drawn|show shown|blow blew blown|wear wore worn|tear tore torn|swim swam swum|sing sang sung|ring rang rung|begin began begun|run ran
|come came|become became|win won|lose lost|build built|send sent|spend spent|lend lent|bend bent|stand stood|understand understood|sit sat|fall fell fallen|forget forgot forgotten|hide hid hidden|bite bit bitten
|shoot shot|shake shook shaken|do did done|dig dug|hang hung|stick stuck|strike struck|swing swung|spin spun|light lit|slide slid|deal dealt|mean meant|dream dreamt|learn learnt|burn burnt
|child children|man men|woman women|person people|foot feet|tooth teeth|mouse mice|goose geese|wife wives|knife knives|half halves|shelf shelves|wolf wolves`

/** Irregular form to base: "went" to "go". */
export const irregularForms: ReadonlyMap<string, string> = new Map(families.replaceAll('\n', '').split('|').flatMap((family) => {
  const [base, ...forms] = family.split(' ')
  return forms.map((form) => [form, base!] as const)
}))
const formsByBase = new Map([...Map.groupBy(irregularForms, ([, base]) => base)].map(([base, entries]) => [base, [base, ...entries.map(([form]) => form)]]))

/** The other irregular forms of a word, for a search that knows regular endings alone; empty for most words. */
export function otherForms(word: string): readonly string[] {
  return (formsByBase.get(irregularForms.get(word) ?? word) ?? []).filter((form) => form !== word)
}
