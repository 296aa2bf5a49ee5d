import type { Embed } from '../context/compress/compressText.ts'

/** Many questions about one text have the same passages: each text is embedded once. */
export function rememberVectors(embed: Embed): Embed {
  const known = new Map<string, Promise<Float32Array>>()
  return (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text))
    const made = missing.length === 0 ? Promise.resolve<Float32Array[]>([]) : embed(missing)
    missing.forEach((text, at) => known.set(text, made.then((all) => all[at]!)))
    return Promise.all(texts.map((text) => known.get(text)!))
  }
}
