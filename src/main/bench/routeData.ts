import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'

/** One prompt with what two models made of it: whether the small one was right, and whether the large one was. */
export interface RoutedPrompt {
  /** The exam that it is from. */
  readonly subject: string
  readonly text: string
  readonly weak: boolean
  readonly strong: boolean
}

/** One question of a judged dialogue with the marks (1 to 10) of both models. */
export interface JudgedQuestion { readonly category: string; readonly text: string; readonly weak: number; readonly strong: number }

/**
 * Reads prompts with the stored outcomes of a weak and a strong model.
 * @param path a file of JSON lines (gzip or plain), or a folder that holds exactly one such file
 */
export function readRoutedPrompts(path: string): { readonly file: string; readonly prompts: readonly RoutedPrompt[] } {
  const file = outcomeFile(path)
  const prompts = readLines(file).map((line) => {
    const { src, prompt, weak, strong } = line
    if (typeof src !== 'string' || typeof prompt !== 'string' || typeof weak !== 'boolean' || typeof strong !== 'boolean') throw new UsageError(`${file} holds a line that is no outcome of two models.`)
    return { subject: src, text: prompt, weak, strong }
  })
  if (prompts.length < 100) throw new UsageError(`${file} holds ${prompts.length} prompts; at least 100 are needed.`)
  return { file, prompts }
}

/** First turns of the judged dialogues beside the outcomes; empty where the folder has none. */
export function readJudgedQuestions(folder: string, weakName: RegExp, strongName: RegExp): readonly JudgedQuestion[] {
  const [questions, scores] = [join(folder, 'mt_bench_questions.jsonl'), join(folder, 'mt_bench_gpt4judge_scores.jsonl')]
  if (!existsSync(questions) || !existsSync(scores)) return []
  const marks = new Map(readLines(scores).filter(({ turn }) => turn === 1).map((line) => [line['question_id'], Object.entries(line['scores'] as Record<string, number>)]))
  return readLines(questions).flatMap((line) => {
    const of = marks.get(line['question_id']) ?? []
    const [weak, strong] = [weakName, strongName].map((name) => of.find(([model]) => name.test(model))?.[1])
    const text = (line['turns'] as string[])[0]
    return weak === undefined || strong === undefined || text === undefined ? [] : [{ category: String(line['category']), text, weak, strong }]
  })
}

function outcomeFile(path: string): string {
  if (/\.jsonl(?:\.gz)?$/u.test(path)) return path
  const found = existsSync(path) ? readdirSync(path).filter((name) => /^routellm.*\.jsonl(?:\.gz)?$/u.test(name)) : []
  if (found.length !== 1) throw new UsageError(`--data needs a folder with one file of stored outcomes (routellm….jsonl.gz), or that file; ${path} has ${found.length}.`)
  return join(path, found[0]!)
}

function readLines(file: string): ReadonlyArray<Record<string, unknown>> {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
}
