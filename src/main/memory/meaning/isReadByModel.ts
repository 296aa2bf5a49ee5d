/** The scripts that an embedding model was trained on, by its name: models for many languages say so. */
export function scriptsOf(modelId: string): 'latin' | 'all' {
  return /multilingual|bge-m3|labse|gte-multi|embeddinggemma|(?:^|[-_:])(?:xlm|m3)(?:[-_:]|$)/i.test(modelId) ? 'all' : 'latin'
}

/**
 * Whether an embedding model understands the script of a text. A model of Latin script gives all texts of another script much
 * the same vector: there, meaning would only cover up what the words know.
 * @param scripts what the model of the index was trained on
 */
export function isReadByModel(text: string, scripts: 'latin' | 'all'): boolean {
  if (scripts === 'all') return true
  const read = text.slice(0, 2000)
  const letters = read.match(/\p{L}/gu)?.length ?? 0
  const latin = read.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin * 2 >= letters
}
