import { z } from 'zod'
import { taskClass } from './understanding.ts'
import { label, taskKind } from './words.ts'

const short = (most: number) => z.string().regex(/^[a-z0-9][a-z0-9_-]*$/).max(most)
const sentence = z.string().min(1).max(300)
const value = z.union([z.string().max(2000), z.number()])

/** Records of one kind: how one is written for a model, and by which of its values a message can name it. */
const collection = z.object({
  id: short(20), name: z.string().min(1).max(60),
  /** "Order {id} of {date}: {items}". Each name in braces is a value of the record. */
  template: z.string().min(1).max(1000),
  /** Values that name a record: "order 1042". */
  keys: z.array(z.string().max(40)).max(5),
  /** How many go in where a message names none, the first ones of the list. */
  unnamed: z.number().int().min(0).max(20),
  records: z.array(z.record(z.string().max(40), value)).max(500),
})
export type PackCollection = z.infer<typeof collection>

const packLoader = z.object({
  id: short(20), name: z.string().min(1).max(60), about: sentence, required: z.boolean().default(false),
  collections: z.array(short(20)).min(1).max(10),
})

const packIntent = z.object({
  id: short(30), name: z.string().min(1).max(60), examples: z.array(z.string().min(1).max(300)).min(8).max(50),
  task: taskKind, taskClass: taskClass.nullable().default(null), loaders: z.array(short(20)).max(10),
})

/** Intents with the sources that they wake and the data behind these: what makes Casement fit for one trade. */
export const pack = z.object({
  id: short(24), name: z.string().min(1).max(60), about: sentence,
  /** What an assistant can do with it. */
  capability: sentence,
  /** Who may see its data. */
  label,
  /** For so long what was read of the pack is used before it is read anew. */
  cacheSeconds: z.number().int().min(0).max(86_400),
  intents: z.array(packIntent).min(1).max(30), loaders: z.array(packLoader).max(30), collections: z.array(collection).max(30),
}).superRefine((made, context) => {
  const complain = (message: string) => { context.addIssue({ code: 'custom', message }) }
  for (const ids of [made.intents, made.loaders, made.collections]) {
    const seen = ids.map(({ id }) => id)
    const twice = seen.find((id, at) => seen.indexOf(id) !== at)
    if (twice !== undefined) complain(`“${twice}” is there twice.`)
  }
  for (const intent of made.intents) for (const id of intent.loaders) if (!made.loaders.some((one) => one.id === id)) complain(`The intent “${intent.id}” names the source “${id}”, which is not there.`)
  for (const loader of made.loaders) for (const id of loader.collections) if (!made.collections.some((one) => one.id === id)) complain(`The source “${loader.id}” names the records “${id}”, which are not there.`)
  for (const { id, keys, template, records } of made.collections) {
    const named = [...template.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]!)
    for (const [at, record] of records.entries()) for (const name of [...keys, ...named]) if (record[name] === undefined) complain(`Record ${at + 1} of “${id}” has no “${name}”.`)
  }
})
export type Pack = z.infer<typeof pack>

/** A pack out of its file's content; else why it is none, one sentence each. */
export function readPack(json: unknown): { readonly pack: Pack; readonly problems: readonly [] } | { readonly pack: null; readonly problems: readonly string[] } {
  const read = pack.safeParse(json)
  if (read.success) return { pack: read.data, problems: [] }
  return { pack: null, problems: read.error.issues.slice(0, 20).map(({ path, message }) => path.length === 0 ? message : `${path.join('.')}: ${message}`) }
}
