/** A template that the server adds or leaves out is far smaller than this share. */
const exactShare = 0.8
const estimatedShare = 0.55
/** Short prompts differ by their template alone. */
const fewestTokens = 200

/**
 * True when a server reports far fewer prompt tokens than were sent: some cut a prompt to their own window in silence.
 * An exact count may differ by the template only; an estimate may also be too high by itself, but hardly twice as high,
 * and what a server keeps of a prompt that it cuts is often half of its window.
 * @param counted tokens of the prompt by our count; @param reported tokens that the server says it read, cached included
 */
export function looksTruncated(counted: number, reported: number, exact: boolean): boolean {
  return counted >= fewestTokens && reported > 0 && reported < counted * (exact ? exactShare : estimatedShare)
}
