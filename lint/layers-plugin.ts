import { refuseImport } from './imports.ts'

interface Specifier { readonly type: string; readonly value?: unknown }
interface ImportNode { readonly source: Specifier | null }
interface RuleContext { readonly filename: string; report(found: { node: unknown; message: string }): void }

/** The linter's view of layers.ts: the same table and the same words as the architecture test. */
const layersRule = {
  create(context: RuleContext) {
    const check = (node: ImportNode) => {
      if (node.source === null || typeof node.source.value !== 'string') return
      const message = refuseImport(context.filename, node.source.value)
      if (message !== null) context.report({ node, message })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

// The linter asks for a default export.
export default { meta: { name: 'casement' }, rules: { layers: layersRule } }
