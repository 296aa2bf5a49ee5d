import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const fileName = z.string().regex(/^[A-Za-z0-9][\w.-]*\.gguf$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/)
/** A path inside a folder that cannot lead out of it. */
const innerPath = z.string().regex(/^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/)

/** A model that can be fetched: only with a known checksum, so that what arrives is what was meant. */
const catalogueEntry = z.object({
  id: z.string(), name: z.string(), file: fileName,
  sizeBytes: z.number().int().positive(), sha256,
  license: z.string(), parameters: z.number().int().positive(), windowTokens: z.number().int().positive(),
  /** Repository and file on the public model hub. */
  hub: z.object({ repo: repository, file: fileName }),
  /** A Python package that holds the same file, for where the hub is out of reach. */
  wheel: z.object({ package: z.string().regex(/^[\w.-]+$/), version: z.string().regex(/^[\w.]+$/), entry: z.string() }).nullable(),
}).refine((entry) => entry.id === `local:${entry.file}`, 'the id of an entry names its file')
export type CatalogueEntry = z.infer<typeof catalogueEntry>

const folderBase = z.object({
  id: z.string(), name: z.string(), folder: z.string().regex(/^[A-Za-z0-9][\w.-]*$/).max(50), license: z.string(),
  /** What it reads, for people: "English", "50 languages". */
  languages: z.string(), windowTokens: z.number().int().positive(),
  /** Repository and revision on the public model hub; null for the one that comes along. */
  hub: z.object({ repo: repository, revision: z.string().regex(/^[0-9a-f]{40}$/) }).nullable(),
  /** `path` in the folder here, `from` in the repository where the two differ. */
  files: z.array(z.object({ path: innerPath, from: innerPath.optional(), sizeBytes: z.number().int().positive(), sha256 })).min(1),
})
/** A model of several files, pinned by revision, sizes and checksums: one that turns texts into vectors, or one that judges what was found. */
const folderEntry = z.discriminatedUnion('duty', [
  folderBase.extend({
    duty: z.literal('embedding'), dimensions: z.number().int().positive(), pooling: z.enum(['mean', 'cls']),
    /** What the model was trained to find before a question and before a text that may answer it. */
    prefixes: z.object({ question: z.string(), passage: z.string() }),
  }),
  folderBase.extend({ duty: z.literal('ranking') }),
]).refine((entry) => entry.id === `local:${entry.folder}`, 'the id of an entry names its folder')
export type FolderEntry = z.infer<typeof folderEntry>

const catalogue = z.object({ default: z.string(), models: z.array(catalogueEntry).min(1), folders: z.array(folderEntry) })
  .refine((all) => all.models.some((model) => model.id === all.default), 'the default model is in the catalogue')
  .refine((all) => all.folders.filter((entry) => entry.duty === 'embedding' && entry.hub === null).length === 1, 'one embedding model comes along')
export type Catalogue = z.infer<typeof catalogue>

/** Reads the catalogue that comes with Casement; a wrong one is a bug and throws. */
export async function readCatalogue(path: string): Promise<Catalogue> {
  return catalogue.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** Bytes of all files of a model. */
export function bytesOf(entry: FolderEntry): number {
  return entry.files.reduce((sum, file) => sum + file.sizeBytes, 0)
}
