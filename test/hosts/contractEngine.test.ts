import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine } from '../support/testEngine.ts'
import { runContractSuite } from './contract.ts'

// The rules [H1] [H2] [H3] [H4] [H5] [H6] are written in contract.ts and asked of every host.
runContractSuite('a call in process', {
  strange: 300,
  async connect() {
    const { engine, close } = await openTestEngine({ chat: [scriptedModel({ answers: ['Tea is a drink made of leaves, and it is best at four.'] })] })
    return {
      call: (name, input) => engine.handle(name, input),
      async listen(hear) {
        const stop = engine.listen((name, event) => hear(name, event as Record<string, unknown>))
        return async () => stop()
      },
      close,
    }
  },
})
