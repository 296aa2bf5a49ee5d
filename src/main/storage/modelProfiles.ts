import { modelProfile, type ModelProfile } from '../../shared/model.ts'
import { all, run, type ReadDb, type WriteDb } from './database.ts'

/** All model profiles by their key. One that cannot be read is passed over: the model is measured anew. */
export function listProfiles(db: ReadDb): ModelProfile[] {
  return all<{ body: string }>(db, 'SELECT body FROM model_profile ORDER BY key').flatMap((row) => profileOf(row.body) ?? [])
}

function profileOf(stored: string): ModelProfile | null {
  try { return modelProfile.parse(JSON.parse(stored)) } catch { return null }
}

/** Keeps a profile in the place of the one before. */
export function saveProfile(db: WriteDb, profile: ModelProfile): void {
  run(db, 'INSERT INTO model_profile (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body', profile.key, JSON.stringify(profile))
}
