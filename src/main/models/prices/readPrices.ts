import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { pricedModel } from '../../../shared/model.ts'

const priceTable = z.object({
  /** The day on which the prices were looked up, as YYYY-MM-DD. */
  date: z.iso.date(),
  /** What a person should know about the table. */
  note: z.string(),
  models: z.array(pricedModel).min(1),
}).refine(({ models }) => new Set(models.map((one) => `${one.kind} ${one.id}`)).size === models.length, 'a model stands in the table once')
export type PriceTable = z.infer<typeof priceTable>

/**
 * Reads the table of well-known models and their prices that comes with Casement; it needs no network, and so it ages.
 * A wrong table is a bug and throws.
 * @param resources the folder that holds `prices.json`
 */
export async function readPrices(resources: string): Promise<PriceTable> {
  return priceTable.parse(JSON.parse(await readFile(join(resources, 'prices.json'), 'utf8')))
}
