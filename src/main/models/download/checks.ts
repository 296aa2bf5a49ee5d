import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { sizeOf } from './hubFile.ts'

/** Left free beside the file, so that the profile can still be written. */
const spareBytes = 200 * 1024 * 1024

export const publicHub = 'https://huggingface.co'

/** Compares size and SHA-256; a wrong file is removed, so that the next download begins anew. */
export async function checkFile(path: string, meant: { readonly sizeBytes: number; readonly sha256: string }, next = 'Try again later.'): Promise<Result<null>> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  if (await sizeOf(path) === meant.sizeBytes && hash.digest('hex') === meant.sha256) return ok(null)
  await rm(path, { force: true })
  return fail('download-failed', 'The file that came is not the one that was meant: its checksum differs.', next)
}

/** Refuses a download that the disk has no room for. */
export async function checkRoom(folder: string, missingBytes: number): Promise<Result<null, Failure>> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= missingBytes + spareBytes) return ok(null)
  return fail('storage-full', `The disk has ${Math.round((bavail * bsize) / 1e6)} MB free and the model needs ${Math.round((missingBytes + spareBytes) / 1e6)} MB.`, 'Make room on the disk, then try again.')
}

/** What a person reads when the folder for models cannot be written. */
export function folderFailure(folder: string, error: unknown): { ok: false; error: Failure } {
  return fail('download-failed', `The model folder ${folder} cannot be used${(error as NodeJS.ErrnoException).code === 'ENOSPC' ? ': the disk is full' : ''}.`, 'Check its rights and the room on its disk.')
}
