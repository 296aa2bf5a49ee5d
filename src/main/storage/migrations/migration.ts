/** One step from a version of the store to the next. Its statements run in one transaction, or not at all. */
export interface Migration {
  /** The version that the store has afterwards. */
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
  /** What the statements call beyond SQL: functions of one value, known to the connection from then on. */
  readonly functions?: Readonly<Record<string, (value: unknown) => string | number | null>>
}
