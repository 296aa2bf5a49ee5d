/**
 * The JSON of a small answer; null for any other status, for what is no JSON, and for what is longer than the bound:
 * whoever listens there is a stranger until it has shown otherwise.
 */
export async function readBounded(response: Response, mostBytes: number): Promise<unknown> {
  if (!response.ok || response.body === null) { await response.body?.cancel(); return null }
  const parts: Uint8Array[] = []
  let bytes = 0
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      bytes += value.length
      if (bytes > mostBytes) return null
      parts.push(value)
    }
  } finally { await reader.cancel().catch(() => {}) }
  try { return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown } catch { return null }
}
