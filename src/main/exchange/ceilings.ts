/** What an archive may cost before it counts as made to do harm. Honest exports stay far below each of them. */
export const ceilings = {
  /** Files in one archive or folder. */
  files: 100_000,
  /** Bytes of all files with conversations, unpacked. */
  unpackedBytes: 64 * 1024 ** 3,
  /** How many times larger than packed a large file may be: text of any language packs to a tenth, not to a two hundredth. */
  ratio: 200,
  /** Smaller files may pack as well as they like. */
  ratioFromBytes: 64 * 1024 ** 2,
  /** One conversation as JSON. It is read whole, so it must fit into memory several times. */
  valueBytes: 256 * 1024 ** 2,
} as const
