/** Updates at the edge of what one frame may hold: the most work for the fewest bytes. */
import * as encoding from 'lib0/encoding'
import { limits } from '../../../server/rooms/decode.ts'

const mebi = 1024 * 1024

export function worstFrames(): readonly { what: string; update: Uint8Array }[] {
  return [
    {
      what: `${limits.structs.toLocaleString('en')} items of one letter`,
      update: encoding.encode((encoder) => {
        const { structs } = limits
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, structs)
        encoding.writeVarUint(encoder, 99)
        encoding.writeVarUint(encoder, 0)
        for (let i = 0; i < structs; i++) {
          encoding.writeUint8(encoder, 0x84)
          encoding.writeVarUint(encoder, 98)
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarString(encoder, 'a')
        }
        encoding.writeVarUint(encoder, 0)
      }),
    },
    {
      what: `${limits.deletes.toLocaleString('en')} deletions`,
      update: encoding.encode((encoder) => {
        const { deletes } = limits
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 99)
        encoding.writeVarUint(encoder, deletes)
        for (let i = 0; i < deletes; i++) {
          encoding.writeVarUint(encoder, 2 * i)
          encoding.writeVarUint(encoder, 1)
        }
      }),
    },
    { what: 'a text of 8 MB', update: oneText('ä'.repeat(4 * mebi - 50)) },
    { what: '8 MB of small values', update: oneMark(`[${'0,'.repeat(4 * mebi - 50)}0]`) },
    { what: '8 MB of brackets', update: oneMark('['.repeat(8 * mebi - 50)) },
  ]
}

function oneText(text: string): Uint8Array {
  return oneItem(4, (encoder) => encoding.writeVarString(encoder, text))
}

function oneMark(json: string): Uint8Array {
  return oneItem(6, (encoder) => {
    encoding.writeVarString(encoder, 'link')
    encoding.writeVarString(encoder, json)
  })
}

function oneItem(ref: number, content: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 99)
    encoding.writeVarUint(encoder, 0)
    encoding.writeUint8(encoder, 0x80 | ref)
    encoding.writeVarUint(encoder, 98)
    encoding.writeVarUint(encoder, 0)
    content(encoder)
    encoding.writeVarUint(encoder, 0)
  })
}
