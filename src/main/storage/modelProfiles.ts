import { modelProfile, type ModelProfile } from '../../shared/model.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'

/** All model profiles by their key. One that cannot be read is passed over: the model is measured anew. */
export function listProfiles(db: ReadDb): ModelProfile[] {
  return all<{ body: string }>(db, 'SELECT body FROM model_profile ORDER BY key').flatMap((row) => profileOf(row.body) ?? [])
}

/** The profile of a model by the hash of its file, or provider and name; null where there is none that can be read. */
export function getProfile(db: ReadDb, key: string): ModelProfile | null {
  const row = first<{ body: string }>(db, 'SELECT body FROM model_profile WHERE key = ?', key)
  return row === undefined ? null : profileOf(row.body)
}

function profileOf(stored: string): ModelProfile | null {
  try { return modelProfile.parse(JSON.parse(stored)) } catch { return null }
}

/** Keeps a profile in the place of the one before. */
export function saveProfile(db: WriteDb, profile: ModelProfile): void {
  run(db, 'INSERT INTO model_profile (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body', profile.key, JSON.stringify(profile))
}

/** Returns false where there was none. */
export function removeProfile(db: WriteDb, key: string): boolean {
  return run(db, 'DELETE FROM model_profile WHERE key = ?', key) > 0
}
