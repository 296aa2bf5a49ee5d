import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const fileName = z.string().regex(/^[A-Za-z0-9][\w.-]*\.gguf$/)

/** A model that can be fetched: only with a known checksum, so that what arrives is what was meant. */
const catalogueEntry = z.object({
  id: z.string(), name: z.string(), file: fileName,
  sizeBytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/),
  license: z.string(), parameters: z.number().int().positive(), windowTokens: z.number().int().positive(),
  /** Repository and file on the public model hub. */
  hub: z.object({ repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/), file: fileName }),
  /** A Python package that holds the same file, for where the hub is out of reach. */
  wheel: z.object({ package: z.string().regex(/^[\w.-]+$/), version: z.string().regex(/^[\w.]+$/), entry: z.string() }).nullable(),
}).refine((entry) => entry.id === `local:${entry.file}`, 'the id of an entry names its file')
export type CatalogueEntry = z.infer<typeof catalogueEntry>

const catalogue = z.object({ default: z.string(), models: z.array(catalogueEntry).min(1) })
  .refine((all) => all.models.some((model) => model.id === all.default), 'the default model is in the catalogue')
export type Catalogue = z.infer<typeof catalogue>

/** Reads the catalogue that comes with Casement; a wrong one is a bug and throws. */
export async function readCatalogue(path: string): Promise<Catalogue> {
  return catalogue.parse(JSON.parse(await readFile(path, 'utf8')))
}
