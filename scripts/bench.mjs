// `npm run bench -- NAME …`: measures the sources as they are, without a build.
import { join } from 'node:path'
import { nodeBinary } from './parts/install.mjs'
import { runAttached } from './parts/terminal.mjs'
import { root, setUp } from './setup.mjs'

process.exitCode = await setUp({ build: false })
  ? await runAttached(nodeBinary(root), [join(root, 'src', 'main', 'bench', 'main.ts'), ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd(), env: process.env })
  : 1
