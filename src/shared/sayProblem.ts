import type { z } from 'zod'
import { lastTime } from './words.ts'

/** What is wrong with one field, as a sentence, and what to do about it. */
export interface Problem { readonly message: string; readonly next: string; /** True where there is too much of something. */ readonly isTooLarge: boolean }

/** Kinds of values as people call them. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a set of fields', record: 'a set of fields', null: 'null', undefined: 'nothing',
}
/** A choice of more than so many is not told in full. */
const mostOptions = 12

/** The first thing that the contract holds against an input, in words for people: what a library says of it is no help to them. */
export function sayProblem(issues: readonly z.core.$ZodIssue[], input: unknown): Problem {
  const issue = issues.find((one) => (one.code === 'too_small' && one.minimum === -lastTime) || (one.code === 'too_big' && one.maximum === lastTime)) ?? issues[0]
  if (issue === undefined) return { message: 'The input does not fit.', next: 'Correct it and send it again.', isTooLarge: false }
  return { ...problemOf(issue, input), isTooLarge: issue.code === 'too_big' && issue.maximum !== lastTime }
}

type Said = Pick<Problem, 'message' | 'next'>

function problemOf(issue: z.core.$ZodIssue, input: unknown): Said {
  const field = nameOf(issue.path)
  const given = issue.path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined), input)
  const must = (what: string): Said => ({ message: `${field} must be ${what}.`, next: `Correct ${field} and send it again.` })
  if (given === undefined && issue.path.length > 0) return { message: `${field} is missing.`, next: `Give ${field} and send it again.` }
  switch (issue.code) {
    case 'invalid_type': return must(kinds[issue.expected] ?? `a ${issue.expected}`)
    case 'too_small':
      if (issue.origin === 'string') return given === '' ? { message: `${field} is empty.`, next: 'Write something there and send it again.' } : must(`at least ${sayNumber(issue.minimum)} characters long`)
      if (issue.origin === 'array') return must(`a list of at least ${sayNumber(issue.minimum)}`)
      return issue.minimum === -lastTime ? noTime(field) : must(`${issue.inclusive === false ? 'more than' : 'at least'} ${sayNumber(issue.minimum)}`)
    case 'too_big':
      if (issue.origin === 'string') return { message: `${field} is too long: at most ${sayNumber(issue.maximum)} characters are taken.`, next: 'Shorten it, or send it in parts.' }
      if (issue.origin === 'array') return { message: `${field} holds too many: at most ${sayNumber(issue.maximum)} are taken at once.`, next: 'Send fewer, or send them in parts.' }
      return issue.maximum === lastTime ? noTime(field) : must(`${issue.inclusive === false ? 'less than' : 'at most'} ${sayNumber(issue.maximum)}`)
    case 'invalid_value': return issue.values.length > mostOptions ? must('one of the values that are known here') : must(issue.values.length === 1 ? sayValue(issue.values[0]) : `one of ${issue.values.map(sayValue).join(', ')}`)
    case 'invalid_format': return { message: `${field} is no name or id that Casement gave.`, next: 'Choose it again from what is shown.' }
    default: return { message: `${field} does not fit.`, next: `Correct ${field} and send it again.` }
  }
}

/** "“items”, number 2, “text”": as it is called in the contract, counted from one. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The input' : path.map((step) => (typeof step === 'number' ? `number ${step + 1}` : `“${String(step)}”`)).join(', ')
}

function noTime(field: string): Said {
  return { message: `${field} is no time that a calendar knows.`, next: 'Give a time as milliseconds since 1970, or leave it out.' }
}

function sayNumber(value: number | bigint): string { return value.toLocaleString('en') }
function sayValue(value: unknown): string { return typeof value === 'string' ? `“${value}”` : String(value) }
