/** One step from a version of the store to the next. Its statements run in one transaction, or not at all. */
export interface Migration {
  /** The version that the store has afterwards. */
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
}
