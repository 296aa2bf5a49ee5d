/** One way to look at a question: a unit vector, and how much its cosine counts beside the others. */
export interface QuestionView { readonly vector: Float32Array; readonly weight: number; readonly name: string }

/**
 * The vectors with which memories are compared for a question; the weights add up to 1.
 * @param text the question
 * @param vector its unit vector
 */
export function questionViews(text: string, vector: Float32Array): QuestionView[] {
  return text.trim() === '' ? [] : [{ vector, weight: 1, name: 'plain' }]
}
