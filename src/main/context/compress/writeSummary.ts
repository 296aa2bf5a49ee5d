import { checkSummary } from './checkSummary.ts'
import { compressText } from './compressText.ts'
import { lostDetails } from './details.ts'
import { speakerOf } from './points.ts'
import { summariseTalk, talkText, type Summary, type SummaryAsk } from './summariseTalk.ts'

/** A model that is allowed to see the talk. Rejects where it cannot answer. */
export type WriteText = (prompt: { readonly system: string; readonly user: string }, maxTokens: number) => Promise<string>

export interface WriteSummaryAsk extends SummaryAsk {
  readonly write: WriteText
  /** Tokens of talk that the model can read at once; a longer talk is taken in part after part. Absent: no limit. */
  readonly room?: number
}

export interface WrittenSummary extends Summary {
  readonly by: 'rules' | 'model'
  /** Why the model's own summary is not used; null where it is. */
  readonly because: string | null
}

const systems: Readonly<Record<SummaryAsk['kind'], string>> = {
  compaction: 'You keep the record of a conversation. Rewrite the record so that it also covers the new messages. Say who said what. Keep every name, number, date, path, link and decision to the letter. Plain sentences, no preface, no opinion, nothing that was not said.',
  checkpoint: 'You keep the record of a conversation. Write its state under four headings: Decisions, Findings, State, Open questions. Short lines that begin with a dash. Keep every name, number, date, path and link to the letter. Under 400 words, no preface, nothing that was not said.',
}

/**
 * A summary in a model's own words, checked: where it is no summary, or the model fails, the rules write it and the reason is
 * told. Details that the model dropped are added as a line where there is room.
 */
export async function writeSummary(ask: WriteSummaryAsk): Promise<WrittenSummary> {
  const source = talkText(ask)
  const byRules = async (because: string): Promise<WrittenSummary> => ({ ...await summariseTalk(ask), by: 'rules', because })
  let running = ask.previous
  for (const part of await partsOf(ask)) {
    const talk = part.map((message) => `${speakerOf(message)}: ${message.text}`).join('\n')
    let made: string
    try {
      made = await ask.write({ system: systems[ask.kind], user: `${running === null ? '' : `Record so far:\n${running}\n\n`}New messages:\n${talk}\n\nThe record, in at most ${Math.max(30, Math.floor(ask.target * 0.6))} words:` }, ask.target)
    } catch (error) {
      return byRules(`The model could not write the summary${error instanceof Error && error.message !== '' ? ` (${error.message})` : ''}.`)
    }
    const given = running === null ? talk : `${running}\n${talk}`
    const [sourceTokens, madeTokens] = await ask.count([given, made]) as [number, number]
    const checked = checkSummary(given, made, { source: sourceTokens, made: madeTokens })
    if (!checked.ok) return byRules(checked.why)
    running = checked.text
  }
  if (running === null) return byRules('There was nothing to sum up.')
  const fitted = await compressText({ text: running, target: ask.target, query: null, count: ask.count, embed: ask.embed })
  if (fitted.text === '') return byRules('The model gave a summary that does not fit.')
  return { ...await addDetails(source, fitted, ask), by: 'model', because: null }
}

async function addDetails(source: string, made: { readonly text: string; readonly tokens: number }, ask: SummaryAsk): Promise<Summary> {
  const missing = lostDetails(source, made.text).filter((one) => one.text.length <= 120 && !one.text.includes('\n')).map((one) => one.text)
  for (let keep = missing.length; keep > 0; keep = Math.floor(keep / 2)) {
    const text = `${made.text}\nDetails: ${missing.slice(0, keep).join('; ')}`
    const [tokens] = await ask.count([text]) as [number]
    if (tokens <= ask.target) return { text, tokens, lost: lostDetails(source, text) }
  }
  return { text: made.text, tokens: made.tokens, lost: lostDetails(source, made.text) }
}

async function partsOf(ask: WriteSummaryAsk): Promise<(typeof ask.messages)[]> {
  if (ask.room === undefined) return [ask.messages]
  const sizes = await ask.count(ask.messages.map((message) => message.text))
  const room = Math.max(64, ask.room - ask.target)
  const parts: (typeof ask.messages)[number][][] = [[]]
  let used = 0
  for (const [at, message] of ask.messages.entries()) {
    const fits = sizes[at]! <= room ? message : { ...message, text: (await compressText({ text: message.text, target: room, query: null, count: ask.count, embed: ask.embed })).text }
    const size = Math.min(room, sizes[at]!)
    if (used + size > room && parts.at(-1)!.length > 0) { parts.push([]); used = 0 }
    parts.at(-1)!.push(fits)
    used += size
  }
  return parts
}
