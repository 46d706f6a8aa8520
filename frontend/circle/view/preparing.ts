/** A chosen photo made into a small picture of its own: drawn anew, so that nothing a camera wrote comes along. */
import type { Bytes } from '../../keys/secret/bytes'
import { bare, measured } from '../protocol/jpeg'
import { largestPicture, longestSide } from '../protocol/pictures'

/** Larger files are not opened: a phone could stand still over one. */
const largestFile = 40 * 1024 * 1024
// From best to least: how long the longest side is, and how well it is kept.
const tries: readonly (readonly [number, number])[] = [[longestSide, 0.82], [longestSide, 0.66], [1280, 0.66], [1024, 0.6], [720, 0.5]]

/** picture -- a JPEG file without anything beside the picture. */
export interface Prepared {
  readonly picture: Bytes
  readonly width: number
  readonly height: number
}

/** Return the picture as it would be sent, or why this file makes none. */
export async function prepare(file: Blob): Promise<Prepared | 'too large' | 'does not open'> {
  if (file.size > largestFile) return 'too large'
  let drawing: ImageBitmap
  try {
    drawing = await createImageBitmap(file)
  } catch {
    return 'does not open'
  }
  try {
    for (const [side, quality] of tries) {
      const made = await drawnAnew(drawing, side, quality)
      if (made === null) return 'does not open'
      if (made.length <= largestPicture) return { picture: made, ...measured(made) }
    }
    return 'too large'
  } finally {
    drawing.close()
  }
}

async function drawnAnew(drawing: ImageBitmap, side: number, quality: number): Promise<Bytes | null> {
  const scale = Math.min(1, side / Math.max(drawing.width, drawing.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(drawing.width * scale))
  canvas.height = Math.max(1, Math.round(drawing.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return null
  // What could be seen through is white, as on paper.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(drawing, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  // A browser that keeps nothing apart hands back an empty canvas, or none.
  return file === null ? null : bare(new Uint8Array(await file.arrayBuffer()))
}
