import { all, run, type ReadDb, type WriteDb } from './database.ts'

/** A model file that the person added where it lies, and why it is set aside, if it is. */
export interface ModelFile { path: string; addedAt: number; problem: string | null }

export function listModelFiles(db: ReadDb): ModelFile[] {
  return all<ModelFile>(db, 'SELECT path, added_at AS addedAt, problem FROM model_file ORDER BY added_at, path')
}

/** Adds a file, or changes what is known of it. */
export function saveModelFile(db: WriteDb, file: ModelFile): void {
  run(db, 'INSERT INTO model_file (path, added_at, problem) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET problem = excluded.problem', file.path, file.addedAt, file.problem)
}

/** Removes the entry; the file itself stays. */
export function removeModelFile(db: WriteDb, path: string): void {
  run(db, 'DELETE FROM model_file WHERE path = ?', path)
}
