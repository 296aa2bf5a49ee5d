import { firstShape } from './0001-first-shape.ts'
import { lineageAndChecks } from './0002-lineage-and-checks.ts'
import { contextsAndEpochs } from './0003-contexts-and-epochs.ts'
import { budgetsForShares } from './0004-budgets-for-shares.ts'
import { memoriesToTrust } from './0005-memories-to-trust.ts'
import { spendingAndAnswers } from './0006-spending-and-answers.ts'
import type { Migration } from './migration.ts'

/** Every step in order: the version of a step is its place in this list, from 1. */
export const migrations: readonly Migration[] = [firstShape, lineageAndChecks, contextsAndEpochs, budgetsForShares, memoriesToTrust, spendingAndAnswers]

/** The version that this program writes. */
export const newestVersion = migrations.length
