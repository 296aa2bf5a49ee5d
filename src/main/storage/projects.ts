import type { Project } from '../../shared/message.ts'
import { all, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'

/** All projects by the time they were made, with how many conversations each has that are not in the bin. */
export function listProjects(db: ReadDb): Project[] {
  const rows = all<{ id: string; name: StoredText; createdAt: number; conversations: number }>(db, `SELECT id, name, created_at AS createdAt,
      (SELECT count(*) FROM conversation WHERE project_id = project.id AND deleted_at IS NULL) AS conversations
    FROM project ORDER BY created_at, id`)
  return rows.map((row) => ({ ...row, name: decodeText(row.name) }))
}

/** Adds a project, or gives the one of that id another name; when it was made stays. */
export function saveProject(db: WriteDb, project: Pick<Project, 'id' | 'name' | 'createdAt'>): void {
  run(db, 'INSERT INTO project (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name', project.id, encodeText(project.name), project.createdAt)
}

/**
 * Removes a project. Its conversations stay and belong to none; its memories stay under its id, where no conversation asks for them,
 * until a person gives them another scope. Returns false where there was none.
 */
export function removeProject(db: WriteDb, id: string): boolean {
  return transaction(db, () => {
    run(db, 'UPDATE conversation SET project_id = NULL WHERE project_id = ?', id)
    return run(db, 'DELETE FROM project WHERE id = ?', id) > 0
  })
}
