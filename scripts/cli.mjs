// `npm run cli -- …`: the terminal's way in. Its output is the program's own; set-up speaks on stderr only.
import { join } from 'node:path'
import { nodeBinary } from './parts/install.mjs'
import { runAttached } from './parts/terminal.mjs'
import { root, setUp } from './setup.mjs'

process.exitCode = await setUp({ model: false })
  ? await runAttached(nodeBinary(root), [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd(), env: process.env })
  : 1
