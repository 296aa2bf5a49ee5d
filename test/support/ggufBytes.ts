/** Writes small GGUF files, right or wrong ones, byte by byte. */

type Value = readonly ['u32', number] | readonly ['text', string] | readonly ['list', readonly number[]] | readonly ['texts', readonly string[]] | readonly ['absurdText' | 'absurdList', bigint]

export interface GgufParts {
  readonly magic?: string
  readonly version?: number
  readonly tensorCount?: bigint
  readonly valueCount?: bigint
  /** Changes to the settings of a sound file; null takes one away. */
  readonly set?: Readonly<Record<string, Value | null>>
  readonly tensors?: ReadonlyArray<{ name: string; dimensions: readonly bigint[]; type: number; offset: bigint }>
}

const sound: Record<string, Value> = {
  'general.architecture': ['text', 'llama'], 'general.name': ['text', 'tiny'], 'general.file_type': ['u32', 0],
  'llama.block_count': ['u32', 2], 'llama.context_length': ['u32', 2048], 'llama.embedding_length': ['u32', 8],
  'llama.attention.head_count': ['u32', 2], 'llama.attention.head_count_kv': ['u32', 1],
  'tokenizer.ggml.tokens': ['texts', ['a', 'b', 'c']], 'tokenizer.chat_template': ['text', '{{ messages }}'],
}

/** The bytes of a GGUF file; without changes a sound one. */
export function ggufBytes(parts: GgufParts): Uint8Array {
  const bytes: number[] = []
  const u32 = (value: number) => { for (let i = 0; i < 4; i++) bytes.push((value >>> (8 * i)) & 255) }
  const u64 = (value: bigint) => { for (let i = 0n; i < 8n; i++) bytes.push(Number((value >> (8n * i)) & 255n)) }
  const text = (value: string) => { const raw = new TextEncoder().encode(value); u64(BigInt(raw.length)); bytes.push(...raw) }
  const values = Object.entries({ ...sound, ...parts.set }).filter((entry): entry is [string, Value] => entry[1] !== null)
  const tensors = parts.tensors ?? [{ name: 'token_embd.weight', dimensions: [8n, 64n], type: 0, offset: 0n }]

  bytes.push(...new TextEncoder().encode(parts.magic ?? 'GGUF'))
  u32(parts.version ?? 3)
  u64(parts.tensorCount ?? BigInt(tensors.length))
  u64(parts.valueCount ?? BigInt(values.length))
  for (const [key, value] of values) {
    text(key)
    switch (value[0]) {
      case 'u32': u32(4); u32(value[1]); break
      case 'text': u32(8); text(value[1]); break
      case 'list': u32(9); u32(4); u64(BigInt(value[1].length)); for (const one of value[1]) u32(one); break
      case 'texts': u32(9); u32(8); u64(BigInt(value[1].length)); for (const one of value[1]) text(one); break
      case 'absurdText': u32(8); u64(value[1]); break
      case 'absurdList': u32(9); u32(8); u64(value[1]); break
    }
  }
  for (const tensor of tensors) {
    text(tensor.name)
    u32(tensor.dimensions.length)
    for (const dimension of tensor.dimensions) u64(dimension)
    u32(tensor.type)
    u64(tensor.offset)
  }
  while (bytes.length % 32 !== 0) bytes.push(0)
  for (let i = 0; i < 8 * 64 * 4; i++) bytes.push(0)
  return Uint8Array.from(bytes)
}
