import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from './benchArguments.ts'
import { readLines } from './preferenceData.ts'

/** One language: paragraphs, and questions that one of them answers. Ids are the same in all languages. */
export interface Passages {
  readonly language: string
  readonly texts: readonly { readonly id: string; readonly text: string }[]
  readonly questions: readonly { readonly text: string; readonly doc: string }[]
}

/** Reads XQuAD from its folder: `LANG.corpus.jsonl.gz` and `LANG.queries.*.jsonl.gz`; of several halves the first. */
export function readPassages(folder: string | null): Passages[] {
  if (folder === null || !existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError('bench multilingual needs --data FOLDER with LANG.corpus.jsonl.gz and LANG.queries.*.jsonl.gz for each language.')
  const names = readdirSync(folder).sort()
  const read = names.flatMap((name) => {
    const language = /^([a-z]{2,3})\.corpus\.jsonl(?:\.gz)?$/.exec(name)?.[1]
    const queries = language === undefined ? undefined : names.find((other) => new RegExp(`^${language}\\.queries\\..*jsonl(?:\\.gz)?$`).test(other))
    if (language === undefined || queries === undefined) return []
    return [{
      language, texts: readLines<{ id: string; text: string }>(join(folder, name)).map(({ id, text }) => ({ id, text })),
      questions: readLines<{ q: string; doc: string }>(join(folder, queries)).map(({ q, doc }) => ({ text: q, doc })),
    }]
  })
  if (read.length === 0) throw new UsageError(`There are no questions and paragraphs in ${folder}.`)
  return read
}
