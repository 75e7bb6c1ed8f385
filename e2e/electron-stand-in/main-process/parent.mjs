// The line to the test that started this process: questions both ways, each answered once. Counterpart: ../child.ts.
const waiting = new Map()
const answers = new Map()
let next = 1

/** Says how questions of this name are answered. */
export function answer(name, reply) {
  answers.set(name, reply)
}

/** Asks the test. */
export function ask(name, payload = null) {
  const id = next++
  process.send({ kind: 'ask', id, name, payload })
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}

/** Tells the test, in order with everything else. */
export function tell(name, payload = null) {
  process.send({ kind: 'tell', name, payload })
}

async function reply({ id, name, payload }) {
  try {
    const known = answers.get(name)
    if (!known) throw new Error(`stand-in: no answer to ${name}`)
    process.send({ kind: 'answer', id, value: await known(payload) })
  } catch (error) {
    process.send({ kind: 'answer', id, error: String(error?.message ?? error) })
  }
}

process.on('message', (message) => {
  if (message.kind === 'ask') return void reply(message)
  const { resolve, reject } = waiting.get(message.id)
  waiting.delete(message.id)
  if (message.error === undefined) resolve(message.value)
  else reject(new Error(message.error))
})
// The test is gone: so is the app.
process.on('disconnect', () => process.exit(1))
