/**
 * The outside of a JPEG file (ISO/IEC 10918-1, annex B): its segments, without what a camera
 * writes beside the picture, and how large it is before anything decodes it.
 */
import { type Bytes, joined, NotOurs } from '../../keys/secret/bytes'

const start = 0xd8
const scan = 0xda
const comment = 0xfe
/** Application data: JFIF is the first, and says nothing but how square the points are. */
const [jfif, lastApplication] = [0xe0, 0xef]
const jfifLength = 16

interface Segment {
  readonly kind: number
  readonly at: number
  readonly end: number
}

/** Return every segment before the picture itself, and where that begins. Throws NotOurs. */
function segmentsOf(file: Bytes): { segments: Segment[]; rest: number } {
  if (file[0] !== 0xff || file[1] !== start) throw new NotOurs('picture')
  const segments: Segment[] = []
  for (let at = 2; ; ) {
    const [mark, kind, high, low] = file.subarray(at, at + 4)
    if (mark !== 0xff || kind === undefined || high === undefined || low === undefined) throw new NotOurs('picture')
    const end = at + 2 + high * 256 + low
    if (end - at < 4 || end > file.length) throw new NotOurs('picture')
    if (kind === scan) return { segments, rest: at }
    segments.push({ kind, at, end })
    at = end
  }
}

const isApplication = ({ kind }: Segment): boolean => kind >= jfif && kind <= lastApplication
const isPlainJfif = ({ kind, at, end }: Segment): boolean => kind === jfif && end - at === 2 + jfifLength

/** Return the file without anything a camera or a program wrote beside the picture. Throws NotOurs. */
export function bare(file: Bytes): Bytes {
  const { segments, rest } = segmentsOf(file)
  const kept = segments.filter((one) => isPlainJfif(one) || !(isApplication(one) || one.kind === comment))
  return joined(file.slice(0, 2), ...kept.map(({ at, end }) => file.slice(at, end)), file.slice(rest))
}

/** Return whether nothing stands beside the picture. Throws NotOurs. */
export function isBare(file: Bytes): boolean {
  return segmentsOf(file).segments.every((one) => isPlainJfif(one) || !(isApplication(one) || one.kind === comment))
}

/** Return how wide and high it says it is, in pixels. Throws NotOurs. */
export function measured(file: Bytes): { width: number; height: number } {
  // Frames are C0 to CF, without the tables C4, C8 and CC.
  const frame = segmentsOf(file).segments.find(({ kind }) => kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind))
  if (!frame || frame.end - frame.at < 10) throw new NotOurs('picture')
  const said = new DataView(file.buffer, file.byteOffset + frame.at, frame.end - frame.at)
  return { height: said.getUint16(5), width: said.getUint16(7) }
}
