import { z } from 'zod'
import { labels, regions, taskKinds } from './names.ts'

export { labels, regions, taskKinds }

/** The domain's words that everything else is made of: ids, times, labels, trust, regions. */

export const id = z.string().min(1).max(64).regex(/^[A-Za-z0-9_.:-]+$/)
/** The last moment that a calendar knows, as ECMA-262 has it; the first is as far on the other side of 1970. */
export const lastTime = 8.64e15
/** Milliseconds since 1970-01-01 UTC. */
export const time = z.number().int().min(-lastTime).max(lastTime)

export const label = z.enum(labels)
export type Label = z.infer<typeof label>

/** Where a piece comes from, best first. What is derived carries the lowest trust of its sources. */
export const trusts = ['user', 'assistant', 'derived', 'external'] as const
export const trust = z.enum(trusts)
export type Trust = z.infer<typeof trust>

/** The strictest of several labels; nothing at all is `open`. */
export function strictestLabel(all: readonly Label[]): Label {
  return labels[Math.max(0, ...all.map((one) => labels.indexOf(one)))]!
}

export const region = z.enum(regions)
export type Region = z.infer<typeof region>

/** How often a region's bytes change: this decides its place in the prompt, so that the front stays byte-identical. */
export const stability = z.enum(['stable', 'append-only', 'volatile'])
export type Stability = z.infer<typeof stability>

export const role = z.enum(['user', 'assistant'])
export type Role = z.infer<typeof role>

export const taskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof taskKind>

/** How a message sounds, and how plainly: 0 says nothing, 1 leaves no doubt. */
export const moods = ['neutral', 'upset', 'worried', 'sad', 'happy', 'urgent', 'confused'] as const
export interface Mood { readonly mood: (typeof moods)[number]; readonly strength: number }
