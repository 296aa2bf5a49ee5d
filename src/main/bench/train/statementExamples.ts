import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { bodyOf, plainSentences, type PlainSentence } from '../../memory/plainSentences.ts'
import { holdsAll, readLabelledLines } from '../extractLines.ts'
import { projectFolder } from '../places.ts'

export interface StatementExample { readonly text: string; readonly sentence: PlainSentence; readonly worth: boolean; readonly weight: number; readonly group: number }

const folder = join(projectFolder, 'test/fixtures/extract')

/**
 * The sentences that the model of statements is fitted on: single ones, marked + or -, and those of the labelled messages
 * that a person could have meant as a note. The messages that are held out are never read here.
 */
export function ownExamples(): StatementExample[] {
  const single = readFileSync(join(folder, 'sentences.txt'), 'utf8').split('\n').filter((line) => /^[+-] /.test(line))
    .flatMap((line, group) => sentencesIn(line.slice(2)).map((one) => ({ ...one, worth: line.startsWith('+'), weight: 2, group })))
  const lines = readLabelledLines(join(folder, 'messages.jsonl')).filter((line) => line.role === 'user')
  const inMessages = lines.flatMap((line, at) => sentencesIn(line.text).flatMap((one) => {
    const worth = line.expect.some((words) => holdsAll(one.text, words))
    // A sentence of a message with facts that holds none whole is neither: parts of a fact may stand in it.
    return worth || line.expect.length === 0 ? [{ ...one, worth, weight: 2, group: single.length + at }] : []
  }))
  return [...single, ...inMessages]
}

const aside = /^(?:also,? )?(?:by the way|btw|speaking of)/iu
const told = /\b(?:i|i['’]ve|my|we|our)\b.*(?:\d|\b(?:last|ago|yesterday|since|recently|every|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b)/iu
const only = 2500
/** Requests in which people do tell who they are or how they want to be answered. */
const tells = /name|language|accent|speed|travel|pto|rollover|meal|allerg|yes|no$|where_are|vaccin|insurance_change/u

/**
 * Sentences of talks with assistants (LongMemEval's dev half, MIT). Talks in which people only ask and chat give what is
 * not worth keeping; of the messages that hold evidence, what is told by the way, or with a number or a time, gives what is.
 * @param data the folder with the public sets
 */
export function talkExamples(data: string): StatementExample[] {
  const rows = gunzipSync(readFileSync(join(data, 'longmemeval/S_sessions_userturns.dev.jsonl.gz'))).toString().trim().split('\n').map((line) => JSON.parse(line) as { id: string; user_turns: { t: string; has_answer?: boolean }[] })
  const found: StatementExample[] = []
  for (const [group, row] of rows.entries()) {
    const chats = /^(?:ultrachat|sharegpt)/.test(row.id)
    for (const turn of row.user_turns) {
      if (chats ? group % 3 !== 0 : turn.has_answer !== true) continue
      for (const one of sentencesIn(turn.t).slice(0, 6)) {
        if (chats) found.push({ ...one, worth: false, weight: 0.5, group })
        else if (aside.test(one.sentence.text) || told.test(one.text)) found.push({ ...one, worth: true, weight: 0.5, group })
      }
    }
  }
  const take = (worth: boolean) => {
    const all = found.filter((one) => one.worth === worth)
    return all.filter((_, at) => Math.floor(at * only / all.length) !== Math.floor((at - 1) * only / all.length))
  }
  return [...take(true), ...take(false)]
}

/** Requests to assistants and to a bank (CLINC150 and BANKING77, both CC BY): what is wanted or wrong now is nothing to keep. */
export function requestExamples(data: string): StatementExample[] {
  const read = (name: string) => gunzipSync(readFileSync(join(data, name))).toString()
  const clinc = JSON.parse(read('clinc150/train_val.json.gz')) as Record<string, [string, string][]>
  const wanted = [...clinc.train!, ...clinc.oos_train!].filter(([, intent]) => !tells.test(intent)).map(([text]) => text)
  const bank = read('banking77/train.jsonl.gz').trim().split('\n').map((line) => JSON.parse(line) as { text: string })
  return [...wanted, ...bank.map((one) => one.text)].flatMap((text, group) => group % 4 === 0 ? sentencesIn(text).map((one) => ({ ...one, worth: false, weight: 0.5, group })) : [])
}

function sentencesIn(text: string): { text: string; sentence: PlainSentence }[] {
  return plainSentences(text).filter((sentence) => sentence.plain).map((sentence) => ({ text: bodyOf(sentence.text), sentence }))
}
