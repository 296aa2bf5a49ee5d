/** Words with a capital that name nobody: pronouns, days, and what often begins a line. */
const plainWords = new Set('i i\'m i\'ll i\'ve i\'d ok okay yes no user assistant the a an and but or so if it this that we you he she they my your what when where why how monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr der die das ein eine ich und aber wir sie es ist was wie wo le la les un une je tu il elle el los las yo note details decisions findings state'.split(' '))
const word = /\p{Lu}[\p{L}\p{N}'’.-]*|\p{Script=Katakana}[\p{Script=Katakana}ー・]{2,}/gu
/** Small words inside a name: "Ludwig van Beethoven", "Rio de Janeiro". */
const links = /^ (?:van|von|van der|van den|de|da|di|du|de la|del|dos|al|bin|y|e)? ?$/u
const titleBefore = /(?:^|\s)(?:dr|mr|mrs|ms|prof|st|sr|sra)\.?\s$/iu
/** Before a German noun that names a thing; a name has none of them. */
const germanArticle = /(?:^|\s)(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|kein|keine|mein|meine|dein|deine|ihr|ihre|zum|zur|im|am|vom|beim)\s$/iu
const germanWords = /(?<!\p{L})(?:der|die|das|und|ist|nicht|ich|ein|eine|mit|auf|für)(?!\p{L})/giu

/**
 * Names by their capitals: runs of words with a capital first letter. One at the beginning of a sentence counts only if it is
 * a run of several, or stands with a capital elsewhere within a sentence. In German, where every noun has one, a single word
 * counts only if it never stands behind an article and is not at a sentence's beginning.
 */
export function findNames(text: string): { start: number; text: string }[] {
  const runs: { start: number; text: string; first: boolean; words: number; article: boolean }[] = []
  for (const found of text.matchAll(word)) {
    const clean = found[0].replace(/(?:['’]s|[.'’-]+)$/u, '')
    if (clean.length < 2 || plainWords.has(clean.toLowerCase())) continue
    const last = runs.at(-1)
    const between = last === undefined ? '' : text.slice(last.start + last.text.length, found.index)
    if (last !== undefined && between.length > 0 && links.test(between)) {
      last.text = text.slice(last.start, found.index + clean.length)
      last.words++
      continue
    }
    const before = text.slice(Math.max(0, found.index - 12), found.index)
    runs.push({ start: found.index, text: clean, first: !titleBefore.test(before) && /(?:^|[.!?…:;\n\ufffc]["'“”’»)*-]*\s*|[\n][\s>*•-]*)$/u.test(before), words: 1, article: germanArticle.test(before) })
  }
  const sample = text.slice(0, 20_000)
  const german = (sample.match(germanWords)?.length ?? 0) > sample.length / 120
  const within = new Set(runs.filter((run) => !run.first).map((run) => run.text))
  const things = new Set(runs.filter((run) => run.article).map((run) => run.text))
  return runs.filter((run) => run.words > 1 || (german ? !run.first && !things.has(run.text) : !run.first || within.has(run.text)))
}
