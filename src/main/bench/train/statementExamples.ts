import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bodyOf, plainSentences } from '../../memory/plainSentences.ts'
import { featuresOf } from '../../memory/statement/features.ts'
import { holdsAll, readLabelledLines } from '../extractLines.ts'
import { projectFolder } from '../places.ts'

export interface StatementExample { readonly text: string; readonly features: readonly string[]; readonly worth: boolean; readonly group: number }

const folder = join(projectFolder, 'test/fixtures/extract')

/**
 * The sentences that the model of statements is fitted on: single ones, marked + or -, and those of the labelled messages
 * that a person could have meant as a note. The messages that are held out are never read here.
 */
export function statementExamples(): StatementExample[] {
  const single = readFileSync(join(folder, 'sentences.txt'), 'utf8').split('\n').filter((line) => /^[+-] /.test(line))
    .flatMap((line, group) => sentencesIn(line.slice(2)).map((one) => ({ ...one, worth: line.startsWith('+'), group })))
  const lines = readLabelledLines(join(folder, 'messages.jsonl')).filter((line) => line.role === 'user')
  const inMessages = lines.flatMap((line, at) => sentencesIn(line.text).flatMap((one) => {
    const worth = line.expect.some((words) => holdsAll(one.text, words))
    // A sentence of a message with facts that holds none whole is neither: parts of a fact may stand in it.
    return worth || line.expect.length === 0 ? [{ ...one, worth, group: single.length + at }] : []
  }))
  return [...single, ...inMessages]
}

function sentencesIn(text: string): { text: string; features: string[] }[] {
  return plainSentences(text).filter((sentence) => sentence.plain).map((sentence) => {
    const body = bodyOf(sentence.text)
    return { text: body, features: featuresOf(body, sentence.around) }
  })
}
