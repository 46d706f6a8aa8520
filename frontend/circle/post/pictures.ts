/** Sealed pictures, to the house and back: it keeps bytes, and knows no key to them. */
import type { Bytes } from '../../keys/secret/bytes'
import { ask } from '../../keys/post/asking'

// Half a megabyte on a line at the edge of the village.
const patienceMs = 90_000

/** Where pictures of one circle lie: with the letters of one behind it, that one. */
export interface PictureUrls {
  readonly pictures: string
}
/** why -- a sentence of the house. */
export type Kept = 'kept' | 'no signal' | 'signed out' | 'not there' | { readonly why: string }

/** Hand over a sealed picture; handed over again, it is kept once. where -- 16 bytes as letters. */
export async function keepPicture({ pictures }: PictureUrls, csrf: string, where: string, box: Bytes): Promise<Kept> {
  const said = await ask<{ why?: string }>(`${pictures}${where}/`, {
    method: 'POST', headers: { 'Content-Type': 'application/octet-stream', 'X-CSRFToken': csrf }, body: box,
  }, patienceMs)
  if (said === 'refused' || said === 'meanwhile') return 'not there'
  if (typeof said === 'string') return said
  return 'conflict' in said ? { why: said.conflict.why ?? '' } : 'kept'
}

/** Take a picture of one's own back. gone -- it is not there any more, whoever took it. */
export async function takePictureBack({ pictures }: PictureUrls, csrf: string, where: string): Promise<'gone' | 'later'> {
  const said = await ask(`${pictures}${where}/take-back/`, { method: 'POST', headers: { 'X-CSRFToken': csrf } })
  return typeof said !== 'string' || said === 'refused' ? 'gone' : 'later'
}

/** Return a sealed picture as the house keeps it. */
export async function sealedPicture({ pictures }: PictureUrls, where: string): Promise<Bytes | 'no signal' | 'not there'> {
  try {
    const answer = await fetch(`${pictures}${where}/`, {
      redirect: 'manual', cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(patienceMs),
    })
    if (answer.status === 404) return 'not there'
    const isOurs = answer.ok && answer.headers.get('content-type') === 'application/octet-stream'
    return isOurs ? new Uint8Array(await answer.arrayBuffer()) : 'no signal'
  } catch {
    return 'no signal'
  }
}
