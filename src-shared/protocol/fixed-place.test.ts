import { expect, test } from 'vitest'
import { decodeFrame, isProven } from './decode.ts'
import { fixedPlaces } from './fixed-place.ts'
import { builtins } from './plan.ts'
import { Slots } from './slots.ts'
import { protocols, sampleFrames } from './testing/bundled.ts'

// Every name of a protocol in every right sample frame: where a place is known, it holds what decoding finds.
test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  '%s: a fixed place holds what decoding the frame finds',
  (id, protocol) => {
    const places = fixedPlaces(protocol)
    expect(places, 'the usual format of a bundled protocol has a header of one size').not.toBeNull()
    const slots = new Slots()
    let known = 0
    for (const bytes of sampleFrames(id)) {
      const decoded = decodeFrame(protocol, bytes, null, slots)
      const { message, placement, lengthGood, environment } = decoded
      if (!message || !lengthGood || !isProven(placement) || !places!.isUsual(bytes)) continue
      expect(places!.isEncrypted(bytes)).toBe(decoded.encrypted)
      if (decoded.encrypted) continue
      for (let name = builtins.length; name < protocol.names.length; name++) {
        const found = places!.placesOf(message, name)
        if (found === null) continue
        const values = found.map((place) => places!.read(bytes, place)).filter((value) => value !== null)
        expect(values, `${protocol.names[name]} of ${message.id}`).toEqual(environment.values(name))
        known++
      }
    }
    expect(known, 'places that were tried').toBeGreaterThan(1000)
  },
)
