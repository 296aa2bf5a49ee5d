import { z } from 'zod'
import { maxMessageChars } from './names.ts'

/** What many commands of the contract share. */

export const nothing = z.object({})
/** Where the next page begins; null for the first. */
export const cursor = z.string().max(200).nullable().default(null)
/** Most items of a page. */
export const limit = z.number().int().min(1).max(200).default(50)
/** One page of a list; `next` is the cursor of the one after it. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
/** What a person may send at once. */
export const messageText = z.string().min(1).max(maxMessageChars)
