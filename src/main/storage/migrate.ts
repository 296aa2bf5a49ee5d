import type { Connection } from './database.ts'
import { migrations, newestVersion } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'

/** The version that the store has now; 0 for an empty file. */
export function versionOf(connection: Connection): number {
  return connection.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a store to a version, one transaction per step: a kill in the middle leaves the version before.
 * @param target the newest version, unless a test stops earlier
 */
export function migrate(connection: Connection, target: number = newestVersion): void {
  for (const migration of migrations) {
    if (migration.version > versionOf(connection) && migration.version <= target) applyMigration(connection, migration)
  }
}

/**
 * Runs one step.
 * @param afterStatement hears how many statements are done, before the next one
 */
export function applyMigration(connection: Connection, migration: Migration, afterStatement?: (done: number) => void): void {
  for (const [name, work] of Object.entries(migration.functions ?? {})) connection.function(name, { deterministic: true }, work)
  connection.transaction(() => {
    migration.statements.forEach((statement, index) => {
      connection.exec(statement)
      afterStatement?.(index + 1)
    })
    connection.pragma(`user_version = ${migration.version}`)
  }).immediate()
}
