import { z } from 'zod'

/** What many commands of the contract share. */

export const nothing = z.object({})
/** Where the next page begins; null for the first. */
export const cursor = z.string().max(200).nullable().default(null)
/** Most items of a page. */
export const limit = z.number().int().min(1).max(200).default(50)
