/**
 * Who may import whom, and where each outside package lives. The linter (lint/layers-plugin.ts),
 * test/architecture.test.ts and ARCHITECTURE.md all read this table.
 * A room may always import itself. `node:*` is allowed where `node` is listed.
 */
export const layers = {
  'shared': [],
  'main/platform': ['node'],
  'main/privacy': ['shared'],
  'main/storage': ['shared', 'main/platform', 'node'],
  'main/resilience': ['shared'],
  'main/cache': ['shared'],
  'main/knowledge': ['shared'],
  'main/models': ['shared', 'main/platform', 'main/privacy', 'main/cache', 'node'],
  'main/understand': ['shared'],
  'main/memory': ['shared'],
  'main/context': ['shared'],
  'main/router': ['shared'],
  'main/spend': ['shared'],
  'main/trace': ['shared'],
  'main/exchange': ['shared', 'node'],
  'main/turn': ['shared', 'main/platform', 'main/storage', 'main/models', 'main/understand', 'main/memory', 'main/privacy', 'main/context', 'main/router', 'main/spend', 'main/trace', 'main/resilience', 'main/knowledge'],
  'main/engine': ['shared', 'main/platform', 'main/storage', 'main/models', 'main/understand', 'main/memory', 'main/privacy', 'main/context', 'main/router', 'main/spend', 'main/trace', 'main/resilience', 'main/cache', 'main/knowledge', 'main/exchange', 'main/turn', 'node'],
  'main/hosts/electron': ['shared', 'main/platform', 'main/engine', 'node'],
  'main/hosts/web': ['shared', 'main/platform', 'main/engine', 'node'],
  'main/hosts/cli': ['shared', 'main/platform', 'main/engine', 'node'],
  'main/bench': ['shared', 'main/platform', 'main/storage', 'main/models', 'main/understand', 'main/memory', 'main/context', 'main/router', 'main/cache', 'main/resilience', 'main/turn', 'main/engine', 'node'],
  'main/index.ts': ['main/hosts/electron'],
  'preload': ['shared'],
  'renderer': ['shared'],
} as const satisfies Record<string, readonly string[]>

export type Room = keyof typeof layers

/** Each outside package has one home, so that replacing it touches one room. A key ending in `/` covers a scope. */
export const packageHomes: Record<string, readonly Room[]> = {
  'zod': ['shared', 'main/storage', 'main/models'],
  // Benchmarks measure what the database does by itself, beside what is made of it.
  'better-sqlite3': ['main/storage', 'main/bench'],
  'sqlite-vec': ['main/storage', 'main/bench'],
  'node-llama-cpp': ['main/models'],
  '@huggingface/transformers': ['main/models'],
  'js-tiktoken': ['main/models'],
  'cockatiel': ['main/resilience'],
  'ai': ['main/models'],
  '@ai-sdk/': ['main/models'],
  'tinyld': ['main/understand'],
  'compromise': ['main/memory', 'main/bench'],
  'chrono-node': ['main/memory', 'main/understand'],
  'yauzl': ['main/exchange'],
  'hono': ['main/hosts/web'],
  '@hono/node-server': ['main/hosts/web'],
  'commander': ['main/hosts/cli', 'main/hosts/web'],
  'electron': ['main/hosts/electron', 'preload'],
  'playwright-core': ['main/bench'],
  'react': ['renderer'],
  'react-dom': ['renderer'],
  'zustand': ['renderer'],
  '@base-ui/react': ['renderer'],
  'lucide-react': ['renderer'],
  'streamdown': ['renderer'],
  'rehype-harden': ['renderer'],
  'shiki': ['renderer'],
  'd3-hierarchy': ['renderer'],
}
