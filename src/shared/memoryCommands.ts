import { z } from 'zod'
import { cursor, limit, nothing } from './commandParts.ts'
import { importCandidate, importJob, memoryImport } from './exchange.ts'
import { forgetPreview, memory, memoryFacets, memoryFilter, memoryGraph, memoryKind, memoryOrder, memoryScope, memoryVersion, rankedItem, readQuestionAs, whyNot } from './memory.ts'
import { project } from './message.ts'
import { id, label, time } from './words.ts'

const memoryText = z.string().min(1).max(4000)

/** The part of the contract that is about what is remembered: memories, the projects that they may belong to, and what comes in and goes out. */
export const memoryCommands = {
  'memories.list': {
    /** `offset` passes over so many after the cursor: a jump into the middle of a long list. */
    input: memoryFilter.extend({ order: memoryOrder.default('changed'), cursor, limit, offset: z.number().int().min(0).max(100_000_000).default(0) }),
    output: z.object({ items: z.array(memory), next: z.string().nullable(), total: z.number() }),
  },
  'memories.facets': { input: memoryFilter, output: memoryFacets },
  'memories.graph': { input: memoryFilter.extend({ most: z.number().int().min(2).max(300).default(80) }), output: memoryGraph },
  'memories.get': {
    input: z.object({ memoryId: id }),
    output: z.object({
      memory, conflict: memory.nullable(), history: z.array(memoryVersion), usedInTurns: z.array(z.object({ turnId: id, conversationId: id, at: time })),
      /** What it took the place of or was made of (the first hundred), and what took its place. */
      replaces: z.array(memory.pick({ id: true, text: true })), replacedBy: memory.pick({ id: true, text: true }).nullable(),
    }),
  },
  'memories.add': {
    input: z.object({
      text: memoryText, kind: memoryKind.optional(), label: label.optional(), subject: z.string().min(1).max(120).optional(), eventAt: time.nullable().optional(), validUntil: time.nullable().optional(),
      scope: memoryScope.default('everywhere'), scopeId: id.nullable().default(null),
    }),
    /** `strengthened`: it was known in that place already, and is the memory that was there; `superseded`: it took the place of another. */
    output: memory.extend({ change: z.enum(['learned', 'strengthened', 'superseded']) }),
  },
  'memories.update': {
    input: z.object({
      memoryId: id, text: memoryText.optional(), subject: z.string().min(1).max(120).optional(), pinned: z.boolean().optional(), label: label.optional(), kind: memoryKind.optional(),
      importance: z.number().min(0).max(1).optional(), eventAt: time.nullable().optional(), validUntil: time.nullable().optional(),
      scope: memoryScope.optional(), scopeId: id.nullable().optional(), state: z.enum(['active', 'faded']).optional(),
    }),
    output: memory,
  },
  /** Takes a memory back to one of its versions; that is a new version itself. */
  'memories.restore': { input: z.object({ memoryId: id, number: z.number().int() }), output: memory },
  /** One memory in the place of several: it takes their sources, they stay as superseded. `memories.undoChange` takes this and the next back, as long as what was made is as it was. */
  'memories.merge': { input: z.object({ memoryIds: z.array(id).min(2).max(20), text: memoryText }), output: memory.extend({ changeId: id }) },
  'memories.split': { input: z.object({ memoryId: id, texts: z.array(memoryText).min(2).max(10) }), output: z.object({ memories: z.array(memory), changeId: id }) },
  /** The same change to many; `memories.undoChange` takes it back until the program ends. */
  'memories.change': {
    input: z.object({ memoryIds: z.array(id).min(1).max(10_000), pinned: z.boolean().optional(), label: label.optional(), kind: memoryKind.optional(), scope: memoryScope.optional(), scopeId: id.nullable().optional(), state: z.enum(['active', 'faded']).optional() }),
    output: z.object({ changeId: id, count: z.number().int() }),
  },
  'memories.undoChange': { input: z.object({ changeId: id }), output: z.object({ count: z.number().int() }) },
  /** What a person says of a candidate. `accept` takes the place of what it contradicts; `both` lets both stand; `reject` drops it. `memories.undoChange` takes it back until the program ends. */
  'memories.decide': { input: z.object({ memoryId: id, decision: z.enum(['accept', 'both', 'reject']), text: memoryText.optional() }), output: z.object({ memory: memory.nullable(), changeId: id }) },
  /** Takes back what one turn learned as one fact: what was new goes, what was changed is as before. */
  'memories.unlearn': { input: z.object({ turnId: id, memoryId: id }), output: nothing },
  /** For good and at once. */
  'memories.forget': { input: z.object({ memoryId: id }), output: nothing },
  /** What a selection would reach. Give ids, or a filter; a query selects only what holds its words. */
  'memories.forgetPreview': { input: z.object({ memoryIds: z.array(id).max(100_000).nullable().default(null), filter: memoryFilter.nullable().default(null) }), output: forgetPreview },
  /**
   * Forgets exactly what was previewed, and with `cutNames` also every sentence that names the person whom the preview was about.
   * It can be taken back for that many seconds and not after. `staying`: what still names that person afterwards.
   */
  'memories.forgetSelected': {
    input: z.object({ previewId: id, undoSeconds: z.number().int().min(0).max(3600).default(0), cutNames: z.boolean().default(false) }),
    output: z.object({ forgetId: id, count: z.number().int(), undoUntil: time.nullable(), staying: forgetPreview.shape.naming }),
  },
  'memories.undoForget': { input: z.object({ forgetId: id }), output: z.object({ count: z.number().int() }) },
  /** The ranking that a question would get here, with its parts; nothing is used or counted. */
  'memories.try': {
    input: z.object({ query: z.string().min(1).max(4000), conversationId: id.nullable().default(null), filter: memoryFilter.nullable().default(null), limit: z.number().int().min(1).max(100).default(20) }),
    output: z.object({ items: z.array(rankedItem), understood: readQuestionAs, problems: z.array(z.string()) }),
  },
  'memories.whyNot': { input: z.object({ memoryId: id, query: z.string().min(1).max(4000), conversationId: id.nullable().default(null) }), output: whyNot },
  'memories.ofMessage': { input: z.object({ messageId: id }), output: z.object({ memories: z.array(memory) }) },
  /** To a file, or as text where no path is given (up to 20 MB). */
  'memories.export': { input: z.object({ format: z.enum(['json', 'markdown']).default('json'), path: z.string().min(1).max(4096).nullable().default(null) }), output: z.object({ path: z.string().nullable(), text: z.string().nullable(), count: z.number().int() }) },
  'memories.import': { input: z.object({ path: z.string().min(1).max(4096).nullable().default(null), text: z.string().max(40_000_000).nullable().default(null) }), output: memoryImport },

  'projects.list': { input: nothing, output: z.object({ projects: z.array(project) }) },
  'projects.save': { input: z.object({ projectId: id.nullable().default(null), name: z.string().min(1).max(80) }), output: project },
  /** Its conversations stay; its memories are asked for nowhere until they get another scope. */
  'projects.remove': { input: z.object({ projectId: id }), output: nothing },

  /** Opens the system's file picker where the host has one. */
  'imports.pickFile': { input: nothing, output: z.object({ path: z.string().nullable(), supported: z.boolean() }) },
  'imports.start': { input: z.object({ path: z.string().min(1).max(4096) }), output: importJob },
  'imports.list': { input: nothing, output: z.object({ jobs: z.array(importJob) }) },
  'imports.stop': { input: z.object({ importId: id }), output: importJob },
  'imports.resume': { input: z.object({ importId: id }), output: importJob },
  /** What could be learned from what the person typed there; nothing is learned by asking. */
  'imports.candidates': {
    input: z.object({ importId: id, cursor, limit }),
    output: z.object({ items: z.array(importCandidate), next: z.string().nullable(), total: z.number().int(), /** Messages read so far, of all. */ read: z.number().int(), of: z.number().int() }),
  },
  /** Learns what the person chose; null: all but `except`, and what is uncertain then waits for review. What was learned from the same place before is known. */
  'imports.learn': { input: z.object({ importId: id, candidateIds: z.array(z.string().max(120)).max(100_000).nullable(), except: z.array(z.string().max(120)).max(100_000).default([]) }), output: z.object({ learned: z.number().int(), waiting: z.number().int(), known: z.number().int(), heldBack: z.number().int() }) },
  /** Everything that is in the profile, as documented JSON or as Markdown, into a new folder or file. */
  'export.everything': { input: z.object({ path: z.string().min(1).max(4096), format: z.enum(['json', 'markdown']).default('json') }), output: z.object({ path: z.string(), conversations: z.number().int(), messages: z.number().int(), memories: z.number().int(), bytes: z.number() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
