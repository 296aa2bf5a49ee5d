import type { Talk, TalkTurn } from '../locomoData.ts'
import { createRandom, type Random } from './random.ts'
import { readScripts, type Script } from './readScripts.ts'
import { talkScriptsA } from './talkScriptsA.ts'
import { talkScriptsB } from './talkScriptsB.ts'
import { talkScriptsC } from './talkScriptsC.ts'
import { agreements, asides, farewells, greetings, people, times } from './smallTalk.ts'

const scripts = [...readScripts(talkScriptsA), ...readScripts(talkScriptsB), ...readScripts(talkScriptsC)]
const dayMs = 86_400_000
const sessionsEach = 18
/** People mix up who said what: this share of the questions names the other one. */
const mixedUp = 0.12
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

interface Question { text: string; category: number; gold: number[] }
interface Making { readonly random: Random; readonly turns: TalkTurn[]; readonly questions: Question[]; readonly names: readonly [string, string]; session: number; at: number }

/**
 * Talks between two people over months, with questions and the turns that answer them: made by chance from scripts, the same for
 * the same seed. 1 asks for what was said in several places, 4 for one place, 5 mixes up the speakers, 2 asks for a time.
 */
export function makeTalks(seed: number, count: number): Talk[] {
  return Array.from({ length: count }, (_, number) => makeTalk(createRandom(seed * 1000 + number), `made-${number}`))
}

function makeTalk(random: Random, id: string): Talk {
  const first = random.pick(people)
  const making: Making = { random, turns: [], questions: [], names: [first, random.pick(people.filter((one) => one !== first))], session: 0, at: Date.UTC(2021 + random.below(4), random.below(12), 1 + random.below(28), 8 + random.below(12)) }
  const openings = new Map<string, { asked: readonly string[]; gold: number[]; speaker: string }>()
  const used = new Set<string>()
  for (making.session = 1; making.session <= sessionsEach; making.session++) {
    making.at += (2 + random.below(18)) * dayMs
    say(making, 0, random.pick(greetings))
    say(making, 1, random.pick(greetings))
    for (let block = 0; block < 2 + random.below(3); block++) {
      const script = random.pick(scripts)
      const opening = play(making, script, random.below(2) as 0 | 1, used)
      if (opening === null) continue
      const key = `${script.name} ${opening.speaker}`
      const known = openings.get(key)
      if (known === undefined) openings.set(key, { ...opening, gold: [opening.place] })
      else known.gold.push(opening.place)
      while (random.chance(0.4)) say(making, random.below(2) as 0 | 1, random.pick(asides))
    }
    say(making, 0, random.pick(farewells))
    if (random.chance(0.5)) say(making, 1, random.pick(farewells))
  }
  for (const { asked, gold, speaker } of openings.values()) {
    if (gold.length >= 2) for (const text of asked) making.questions.push({ text: text.replaceAll('{S}', speaker), category: 1, gold })
  }
  return { id, turns: making.turns, questions: making.questions }
}

/** Plays a script once; null where the same person went through the same story before. */
function play(making: Making, script: Script, own: 0 | 1, used: Set<string>): { place: number; speaker: string; asked: readonly string[] } | null {
  const { random, names } = making
  const filled = Object.fromEntries(Object.entries(script.slots).map(([name, values]) => [name, random.pick(values)]))
  const story = `${script.name} ${own} ${Object.values(filled)[0]}`
  if (used.has(story)) return null
  used.add(story)
  const speaker = names[own]
  const fill = (text: string) => text
    .replaceAll('{S}', speaker).replaceAll('{P}', names[1 - own]!).replaceAll('{when}', random.pick(times))
    .replace(/\{(\w)(\w*)\}/g, (_, head: string, tail: string) => {
      const value = filled[`${head.toLowerCase()}${tail}`] ?? ''
      return head === head.toUpperCase() && head !== head.toLowerCase() ? value.charAt(0).toUpperCase() + value.slice(1) : value
    })
  const said: number[] = []
  let asked: readonly string[] = []
  let isLast = false
  for (const line of script.lines) {
    if (line.kind === 'own' || line.kind === 'other') {
      if (line.kind === 'other' && random.chance(0.15)) say(making, own, random.pick(agreements))
      const text = upper(fill(random.pick(line.variants)))
      const place = say(making, line.kind === 'own' ? own : (1 - own) as 0 | 1, random.chance(0.2) ? `${random.pick(agreements)} ${text}` : text)
      if (line.kind === 'own') said.push(place)
    } else if (line.kind === 'ask') {
      const gold = said.slice(-line.lines)
      for (const variant of line.variants) ask(making, fill(variant), gold, own)
    } else if (line.kind === 'askAll') { asked = line.variants; isLast = line.last }
  }
  return said.length === 0 ? null : { place: isLast ? said.at(-1)! : said[0]!, speaker, asked }
}

function ask(making: Making, text: string, gold: number[], own: 0 | 1): void {
  const { random, names } = making
  const isTime = text.startsWith('When')
  const dated = !isTime && random.chance(0.12) ? text.replace(/\?$/, ` in ${monthOf(making.at)}?`) : text
  if (random.chance(mixedUp)) making.questions.push({ text: dated.replaceAll(names[own], names[1 - own]!), category: 5, gold })
  else making.questions.push({ text: dated, category: isTime ? 2 : 4, gold })
}

function monthOf(at: number): string {
  const date = new Date(at)
  return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

function say(making: Making, who: 0 | 1, text: string): number {
  const { turns, names, session } = making
  making.at += 30_000
  turns.push({ id: `T${turns.length}`, session, speaker: names[who], text: text.replaceAll('{P}', names[1 - who]!), at: making.at })
  return turns.length - 1
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
