import { firstShape } from './0001-first-shape.ts'
import { lineageAndChecks } from './0002-lineage-and-checks.ts'
import type { Migration } from './migration.ts'

/** Every step in order: the version of a step is its place in this list, from 1. */
export const migrations: readonly Migration[] = [firstShape, lineageAndChecks]

/** The version that this program writes. */
export const newestVersion = migrations.length
