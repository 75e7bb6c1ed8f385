// What diagnosis makes of seeded faults over all protocols: the right cause named first where the bytes can tell, and wrong
// repairs, of which there must be none. FAULTS and SEED say how many and which; SHOW=kind prints cases of a kind.
import { readdirSync, readFileSync } from 'node:fs'
import { baseFrames, compileProtocol, createRandom, decodeWhole, families, faultCase } from '../out/main/bench-parts.js'

const count = Number(process.env.FAULTS ?? 5000)
const seed = Number(process.env.SEED ?? 20261127)
const show = process.env.SHOW ?? null

const bytesOf = (hex) => Uint8Array.from(hex.trim().match(/../g), (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes) => Buffer.from(bytes).toString('hex')

/** Every frame of samples/<protocol>/. */
function sampleFrames(id) {
  const folder = `samples/${id}`
  const known = JSON.parse(readFileSync(`${folder}/${id}.frames.json`, 'utf8')).frames.map((frame) => frame.hex)
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.hex'))
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return [...known, ...lines].map(bytesOf)
}

export function bench() {
  const protocols = families.map((family) => compileProtocol(family).protocol)
  const bases = baseFrames(protocols, sampleFrames)
  const random = createRandom(seed)
  const kinds = new Map()
  let [decidable, right, wrongRepairs, repairs, made] = [0, 0, 0, 0, 0]
  let took = 0
  for (let index = 0; made < count && index < count * 2; index++) {
    const fault = faultCase(index, bases, random)
    if (!fault) continue
    made++
    const envelope = { number: 1, time: null, conversation: null, direction: 'unknown' }
    const begun = performance.now()
    const frame = decodeWhole(protocols, fault.bytes, envelope, fault.as && { protocol: fault.as, dialect: null })
    took += performance.now() - begun
    const first = frame.expert.find((one) => one.severity !== 'chat')
    const isRight = first !== undefined && fault.codes.includes(first.code)
    const repair = frame.expert.find((one) => one.repair)?.repair
    const isWrong = repair !== undefined && (fault.original === null || hexOf(repair) !== hexOf(fault.original))
    const tally = kinds.get(fault.kind) ?? { decidable: 0, right: 0, all: 0, named: 0, repairs: 0, wrong: 0 }
    kinds.set(fault.kind, tally)
    tally.all++
    if (isRight) tally.named++
    if (fault.isDecidable) {
      decidable++
      tally.decidable++
      if (isRight) {
        right++
        tally.right++
      }
    }
    if (repair) {
      repairs++
      tally.repairs++
    }
    if (isWrong) {
      wrongRepairs++
      tally.wrong++
    }
    if (isWrong || (show === fault.kind && !isRight))
      console.log(
        `${isWrong ? 'WRONG REPAIR ' : ''}${fault.kind} ${fault.protocol.id} ${hexOf(fault.bytes)}\n  was ${fault.original && hexOf(fault.original)}\n  got ${frame.expert.map((one) => `${one.code}/${one.certainty ?? ''}`).join(' ')} ${first?.message.zh}${repair ? `\n  rep ${hexOf(repair)}` : ''}`,
      )
  }
  const percent = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
  return [
    ['cases', String(made), `${kinds.size} kinds of faults over ${protocols.length} protocols, seed ${seed}`],
    ['right cause first', percent(right, decidable), `${right} of ${decidable} where the bytes can tell`],
    ['wrong repairs', String(wrongRepairs), `of ${repairs} offered`],
    ['time', `${((1000 * took) / made).toFixed(0)} µs`, 'a damaged frame, decoded and explained'],
    ...[...kinds].map(([kind, { all, named, repairs, wrong, decidable }]) => [
      `  ${kind}`,
      percent(named, all),
      `${all} cases, ${decidable} decidable, ${repairs} repaired${wrong ? `, ${wrong} WRONGLY` : ''}`,
    ]),
  ]
}
