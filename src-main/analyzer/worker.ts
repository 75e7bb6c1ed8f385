// Entry of the analyzer's worker thread: one Analysis, asked by messages. Counterpart: analyzer-client.ts.
import { parentPort } from 'node:worker_threads'
import { Analysis } from './analysis.ts'
import type { AnalyzerReply, AnalyzerRequest } from './analyzer-messages.ts'

const port = parentPort!
const reply = (message: AnalyzerReply) => port.postMessage(message)
const analysis = new Analysis((progress) => reply({ kind: 'progress', progress }))

async function answer(request: AnalyzerRequest): Promise<unknown> {
  switch (request.call) {
    case 'open':
      return analysis.open(request.path, request.decodeAs)
    case 'rows':
      return analysis.rows(request.first, request.count)
    case 'frame':
      return analysis.frame(request.number)
    case 'summary':
      return analysis.summary()
    case 'filter':
      return analysis.filter(request.text)
    case 'cancel':
      return analysis.cancel()
    case 'close':
      return analysis.close()
  }
}

port.on('message', (request: AnalyzerRequest) => {
  answer(request).then(
    (result) => reply({ kind: 'result', id: request.id, result }),
    (error: unknown) =>
      reply({ kind: 'error', id: request.id, message: error instanceof Error ? error.message : String(error) }),
  )
})
